CREATE TABLE health_scoring (
    scoring NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CONSTRAINT pk_health_scoring PRIMARY KEY (scoring)
);

CREATE TABLE health_run (
    scoring NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    as_of NVARCHAR(27) COLLATE Latin1_General_100_BIN2 NOT NULL,
    part_count INT NOT NULL,
    profile NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NOT NULL,
    published_at NVARCHAR(27) COLLATE Latin1_General_100_BIN2 NULL,
    summary NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NULL,
    CONSTRAINT pk_health_run PRIMARY KEY (scoring, as_of)
);

CREATE TABLE health_run_part (
    scoring NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    as_of NVARCHAR(27) COLLATE Latin1_General_100_BIN2 NOT NULL,
    part INT NOT NULL,
    status INT NOT NULL,
    worker NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NULL,
    held_until NVARCHAR(27) COLLATE Latin1_General_100_BIN2 NOT NULL,
    customers BIGINT NOT NULL,
    tally NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NULL,
    CONSTRAINT pk_health_run_part PRIMARY KEY (scoring, as_of, part)
);

CREATE TABLE health_state (
    scoring NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    customer_id NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    as_of NVARCHAR(27) COLLATE Latin1_General_100_BIN2 NOT NULL,
    worker NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    state NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NOT NULL,
    score FLOAT(53) NULL,
    tier NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NULL,
    weight FLOAT(53) NULL,
    segment NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NULL,
    driver NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NULL,
    CONSTRAINT pk_health_state PRIMARY KEY (scoring, customer_id)
);

CREATE INDEX health_state_by_weight ON health_state (scoring, weight DESC, customer_id);

CREATE INDEX health_state_by_score ON health_state (scoring, score, customer_id);

CREATE TABLE health_score (
    scoring NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    customer_id NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    as_of NVARCHAR(27) COLLATE Latin1_General_100_BIN2 NOT NULL,
    score FLOAT(53) NULL,
    tier NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NULL,
    weight FLOAT(53) NULL,
    profile NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    fingerprint NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    stored NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CONSTRAINT pk_health_score PRIMARY KEY (scoring, customer_id, as_of)
);

CREATE INDEX health_score_by_time ON health_score (scoring, as_of, customer_id);

CREATE TABLE health_event (
    scoring NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    customer_id NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    as_of NVARCHAR(27) COLLATE Latin1_General_100_BIN2 NOT NULL,
    ordinal INT NOT NULL,
    kind INT NOT NULL,
    description NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NOT NULL,
    from_tier NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NULL,
    to_tier NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NULL,
    from_score FLOAT(53) NULL,
    to_score FLOAT(53) NULL,
    metric NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NULL,
    action_name NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NULL,
    failures INT NOT NULL,
    handled_by NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NULL,
    status INT NOT NULL,
    worker NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NULL,
    free_at NVARCHAR(27) COLLATE Latin1_General_100_BIN2 NOT NULL,
    failed_worker NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NULL,
    handled_at NVARCHAR(27) COLLATE Latin1_General_100_BIN2 NULL,
    CONSTRAINT pk_health_event PRIMARY KEY (scoring, customer_id, as_of, ordinal)
);

CREATE INDEX health_event_by_status ON health_event (scoring, status, as_of, customer_id, ordinal);

CREATE TABLE health_override (
    id NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    scoring NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    customer_id NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    score FLOAT(53) NULL,
    tier NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NULL,
    reason NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NOT NULL,
    author NVARCHAR(MAX) COLLATE Latin1_General_100_BIN2 NOT NULL,
    begins_at NVARCHAR(27) COLLATE Latin1_General_100_BIN2 NOT NULL,
    ends_at NVARCHAR(27) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CONSTRAINT pk_health_override PRIMARY KEY (id)
);

CREATE INDEX health_override_by_customer ON health_override (customer_id, scoring);
