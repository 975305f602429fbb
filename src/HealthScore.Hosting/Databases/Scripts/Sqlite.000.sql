CREATE TABLE IF NOT EXISTS health_schema (
    version INTEGER NOT NULL,
    PRIMARY KEY (version)
);
