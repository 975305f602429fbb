CREATE TABLE IF NOT EXISTS health_schema (
    version integer NOT NULL,
    PRIMARY KEY (version)
);
