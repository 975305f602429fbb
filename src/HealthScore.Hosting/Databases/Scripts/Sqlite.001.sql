CREATE TABLE health_scoring (
    scoring TEXT NOT NULL,
    PRIMARY KEY (scoring)
);

CREATE TABLE health_run (
    scoring TEXT NOT NULL,
    as_of TEXT NOT NULL,
    part_count INTEGER NOT NULL,
    profile TEXT NOT NULL,
    published_at TEXT NULL,
    summary TEXT NULL,
    PRIMARY KEY (scoring, as_of)
);

CREATE TABLE health_run_part (
    scoring TEXT NOT NULL,
    as_of TEXT NOT NULL,
    part INTEGER NOT NULL,
    status INTEGER NOT NULL,
    worker TEXT NULL,
    held_until TEXT NOT NULL,
    customers INTEGER NOT NULL,
    tally TEXT NULL,
    PRIMARY KEY (scoring, as_of, part)
);

CREATE TABLE health_state (
    scoring TEXT NOT NULL,
    customer_id TEXT NOT NULL,
    as_of TEXT NOT NULL,
    worker TEXT NOT NULL,
    state TEXT NOT NULL,
    score REAL NULL,
    tier TEXT NULL,
    weight REAL NULL,
    segment TEXT NULL,
    driver TEXT NULL,
    PRIMARY KEY (scoring, customer_id)
);

CREATE INDEX health_state_by_weight ON health_state (scoring, weight DESC, customer_id);

CREATE INDEX health_state_by_score ON health_state (scoring, score, customer_id);

CREATE TABLE health_score (
    scoring TEXT NOT NULL,
    customer_id TEXT NOT NULL,
    as_of TEXT NOT NULL,
    score REAL NULL,
    tier TEXT NULL,
    weight REAL NULL,
    profile TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    stored TEXT NOT NULL,
    PRIMARY KEY (scoring, customer_id, as_of)
);

CREATE INDEX health_score_by_time ON health_score (scoring, as_of, customer_id);

CREATE TABLE health_event (
    scoring TEXT NOT NULL,
    customer_id TEXT NOT NULL,
    as_of TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    description TEXT NOT NULL,
    from_tier TEXT NULL,
    to_tier TEXT NULL,
    from_score REAL NULL,
    to_score REAL NULL,
    metric TEXT NULL,
    action_name TEXT NULL,
    failures INTEGER NOT NULL,
    handled_by TEXT NULL,
    status INTEGER NOT NULL,
    worker TEXT NULL,
    free_at TEXT NOT NULL,
    failed_worker TEXT NULL,
    handled_at TEXT NULL,
    PRIMARY KEY (scoring, customer_id, as_of, ordinal)
);

CREATE INDEX health_event_by_status ON health_event (scoring, status, as_of, customer_id, ordinal);

CREATE TABLE health_override (
    id TEXT NOT NULL,
    scoring TEXT NOT NULL,
    customer_id TEXT NOT NULL,
    score REAL NULL,
    tier TEXT NULL,
    reason TEXT NOT NULL,
    author TEXT NOT NULL,
    begins_at TEXT NOT NULL,
    ends_at TEXT NOT NULL,
    PRIMARY KEY (id)
);

CREATE INDEX health_override_by_customer ON health_override (customer_id, scoring);
