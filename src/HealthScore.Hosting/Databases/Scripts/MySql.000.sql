CREATE TABLE IF NOT EXISTS health_schema (
    version INT NOT NULL,
    PRIMARY KEY (version)
) ENGINE = InnoDB;
