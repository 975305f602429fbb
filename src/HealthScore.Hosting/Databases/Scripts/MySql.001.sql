CREATE TABLE IF NOT EXISTS health_scoring (
    scoring VARCHAR(200) NOT NULL,
    PRIMARY KEY (scoring)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS health_run (
    scoring VARCHAR(200) NOT NULL,
    as_of VARCHAR(27) NOT NULL,
    part_count INT NOT NULL,
    profile LONGTEXT NOT NULL,
    published_at VARCHAR(27) NULL,
    summary LONGTEXT NULL,
    PRIMARY KEY (scoring, as_of)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS health_run_part (
    scoring VARCHAR(200) NOT NULL,
    as_of VARCHAR(27) NOT NULL,
    part INT NOT NULL,
    status INT NOT NULL,
    worker VARCHAR(200) NULL,
    held_until VARCHAR(27) NOT NULL,
    customers BIGINT NOT NULL,
    tally LONGTEXT NULL,
    PRIMARY KEY (scoring, as_of, part)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS health_state (
    scoring VARCHAR(200) NOT NULL,
    customer_id VARCHAR(200) NOT NULL,
    as_of VARCHAR(27) NOT NULL,
    worker VARCHAR(200) NOT NULL,
    state LONGTEXT NOT NULL,
    score DOUBLE NULL,
    tier VARCHAR(200) NULL,
    weight DOUBLE NULL,
    segment VARCHAR(200) NULL,
    driver VARCHAR(200) NULL,
    PRIMARY KEY (scoring, customer_id),
    INDEX health_state_by_weight (scoring, weight DESC, customer_id),
    INDEX health_state_by_score (scoring, score, customer_id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS health_score (
    scoring VARCHAR(200) NOT NULL,
    customer_id VARCHAR(200) NOT NULL,
    as_of VARCHAR(27) NOT NULL,
    score DOUBLE NULL,
    tier VARCHAR(200) NULL,
    weight DOUBLE NULL,
    profile VARCHAR(200) NOT NULL,
    fingerprint VARCHAR(200) NOT NULL,
    stored LONGTEXT NOT NULL,
    PRIMARY KEY (scoring, customer_id, as_of),
    INDEX health_score_by_time (scoring, as_of, customer_id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS health_event (
    scoring VARCHAR(200) NOT NULL,
    customer_id VARCHAR(200) NOT NULL,
    as_of VARCHAR(27) NOT NULL,
    ordinal INT NOT NULL,
    kind INT NOT NULL,
    description LONGTEXT NOT NULL,
    from_tier VARCHAR(200) NULL,
    to_tier VARCHAR(200) NULL,
    from_score DOUBLE NULL,
    to_score DOUBLE NULL,
    metric VARCHAR(200) NULL,
    action_name VARCHAR(200) NULL,
    failures INT NOT NULL,
    handled_by LONGTEXT NULL,
    status INT NOT NULL,
    worker VARCHAR(200) NULL,
    free_at VARCHAR(27) NOT NULL,
    failed_worker VARCHAR(200) NULL,
    handled_at VARCHAR(27) NULL,
    PRIMARY KEY (scoring, customer_id, as_of, ordinal),
    INDEX health_event_by_status (scoring, status, as_of, customer_id, ordinal)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS health_override (
    id VARCHAR(200) NOT NULL,
    scoring VARCHAR(200) NOT NULL,
    customer_id VARCHAR(200) NOT NULL,
    score DOUBLE NULL,
    tier LONGTEXT NULL,
    reason LONGTEXT NOT NULL,
    author LONGTEXT NOT NULL,
    begins_at VARCHAR(27) NOT NULL,
    ends_at VARCHAR(27) NOT NULL,
    PRIMARY KEY (id),
    INDEX health_override_by_customer (customer_id, scoring)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
