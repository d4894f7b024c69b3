// node gitlab-schemas.mjs SCHEMA REPORT: a line for each thing that the schema refuses; 1 if there is one.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(new URL('../artifacts/test-tools/package.json', import.meta.url));
const Ajv = require('ajv').default;
const [schema, report] = process.argv.slice(2).map(file => JSON.parse(readFileSync(file, 'utf8')));
if (schema.self?.version !== report.version) {
  console.log(`the report says ${report.version}, the schema is ${schema.self?.version}`);
  process.exitCode = 1;
}
const validate = new Ajv({ allErrors: true, strict: false, validateFormats: false }).compile(schema);
if (!validate(report)) {
  for (const error of validate.errors)
    console.log(`${error.instancePath || '/'} ${error.message}`);
  process.exitCode = 1;
}
