IF OBJECT_ID(N'health_schema', N'U') IS NULL
CREATE TABLE health_schema (
    version INT NOT NULL,
    CONSTRAINT pk_health_schema PRIMARY KEY (version)
);
