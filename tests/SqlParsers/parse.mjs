// Reads statements, a line each: {"dialect": "Trino", "sql": "SELECT 1"}.
// Writes a line for each: {"accepted": true}, or {"accepted": false, "error": "…"}.
// Nothing is executed. A grammar of the database's own is taken where there is one that reads all that the library writes.
import { readFileSync } from 'node:fs';
import { createRequire, register } from 'node:module';

const parsers = new Map();

async function parserOf(dialect) {
  switch (dialect) {
    case 'Spark':
      return antlr('spark', 'SparkSQL');
    case 'Trino':
      return antlr('trino', 'TrinoSQL');
    // Its grammars of MySQL and others are older than CAST(… AS DOUBLE).
    case 'MySQL':
    case 'Snowflake':
    case 'BigQuery':
    case 'ClickHouse':
      return descent(dialect.toLowerCase());
    default:
      throw new Error(`There is no parser of ${dialect}.`);
  }
}

async function antlr(folder, name) {
  register('./resolve.mjs', import.meta.url);
  const grammar = new (await import(`dt-sql-parser/dist/parser/${folder}/index.js`))[name]();
  return (sql) => {
    const [first] = grammar.validate(sql);
    return first && `${first.startLine}:${first.startColumn}: ${first.message}`;
  };
}

async function descent(dialect) {
  const { Parser, dialectFromString, init } = createRequire(import.meta.url)('@guanmingchiu/sqlparser-ts');
  await init();
  // ClickHouse's stages stand inside one another, deeper than the parser goes when not told to.
  const parser = new Parser(dialectFromString(dialect)).withRecursionLimit(200);
  return (sql) => {
    try {
      parser.parse(sql);
      return undefined;
    } catch (error) {
      return `${error.message}`;
    }
  };
}

// The grammars also write every error there, at length.
console.error = () => {};
for (const line of readFileSync(0, 'utf8').split('\n')) {
  if (line !== '') {
    const { dialect, sql } = JSON.parse(line);
    if (!parsers.has(dialect)) {
      parsers.set(dialect, await parserOf(dialect));
    }
    const error = parsers.get(dialect)(sql);
    console.log(JSON.stringify({ accepted: error === undefined, error }));
  }
}
