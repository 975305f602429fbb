CREATE TABLE health_scoring (
    scoring text COLLATE "C" NOT NULL,
    PRIMARY KEY (scoring)
);

CREATE TABLE health_run (
    scoring text COLLATE "C" NOT NULL,
    as_of text COLLATE "C" NOT NULL,
    part_count integer NOT NULL,
    profile text NOT NULL,
    published_at text COLLATE "C" NULL,
    summary text NULL,
    PRIMARY KEY (scoring, as_of)
);

CREATE TABLE health_run_part (
    scoring text COLLATE "C" NOT NULL,
    as_of text COLLATE "C" NOT NULL,
    part integer NOT NULL,
    status integer NOT NULL,
    worker text COLLATE "C" NULL,
    held_until text COLLATE "C" NOT NULL,
    customers bigint NOT NULL,
    tally text NULL,
    PRIMARY KEY (scoring, as_of, part)
);

CREATE TABLE health_state (
    scoring text COLLATE "C" NOT NULL,
    customer_id text COLLATE "C" NOT NULL,
    as_of text COLLATE "C" NOT NULL,
    worker text COLLATE "C" NOT NULL,
    state text NOT NULL,
    score double precision NULL,
    tier text COLLATE "C" NULL,
    weight double precision NULL,
    segment text COLLATE "C" NULL,
    driver text COLLATE "C" NULL,
    PRIMARY KEY (scoring, customer_id)
);

CREATE INDEX health_state_by_weight ON health_state (scoring, weight DESC, customer_id);

CREATE INDEX health_state_by_score ON health_state (scoring, score, customer_id);

CREATE TABLE health_score (
    scoring text COLLATE "C" NOT NULL,
    customer_id text COLLATE "C" NOT NULL,
    as_of text COLLATE "C" NOT NULL,
    score double precision NULL,
    tier text COLLATE "C" NULL,
    weight double precision NULL,
    profile text COLLATE "C" NOT NULL,
    fingerprint text COLLATE "C" NOT NULL,
    stored text NOT NULL,
    PRIMARY KEY (scoring, customer_id, as_of)
);

CREATE INDEX health_score_by_time ON health_score (scoring, as_of, customer_id);

CREATE TABLE health_event (
    scoring text COLLATE "C" NOT NULL,
    customer_id text COLLATE "C" NOT NULL,
    as_of text COLLATE "C" NOT NULL,
    ordinal integer NOT NULL,
    kind integer NOT NULL,
    description text NOT NULL,
    from_tier text COLLATE "C" NULL,
    to_tier text COLLATE "C" NULL,
    from_score double precision NULL,
    to_score double precision NULL,
    metric text COLLATE "C" NULL,
    action_name text COLLATE "C" NULL,
    failures integer NOT NULL,
    handled_by text NULL,
    status integer NOT NULL,
    worker text COLLATE "C" NULL,
    free_at text COLLATE "C" NOT NULL,
    failed_worker text COLLATE "C" NULL,
    handled_at text COLLATE "C" NULL,
    PRIMARY KEY (scoring, customer_id, as_of, ordinal)
);

CREATE INDEX health_event_by_status ON health_event (scoring, status, as_of, customer_id, ordinal);

CREATE TABLE health_override (
    id text COLLATE "C" NOT NULL,
    scoring text COLLATE "C" NOT NULL,
    customer_id text COLLATE "C" NOT NULL,
    score double precision NULL,
    tier text NULL,
    reason text NOT NULL,
    author text NOT NULL,
    begins_at text COLLATE "C" NOT NULL,
    ends_at text COLLATE "C" NOT NULL,
    PRIMARY KEY (id)
);

CREATE INDEX health_override_by_customer ON health_override (customer_id, scoring);
