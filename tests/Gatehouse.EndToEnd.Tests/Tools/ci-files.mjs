// node ci-files.mjs github|gitlab FILE…: a line for each complaint; 1 if there is one.
// github: GitHub's own parser and schema of workflows. gitlab: GitLab's schema of .gitlab-ci.yml, as gitlab-ci-local carries it.
// The packages are those that ./test installs from the lock file beside this.
import { readFileSync } from 'node:fs';
import { register } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const modules = resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../../../artifacts/test-tools/node_modules');
const load = async path => import(pathToFileURL(resolve(modules, path)));

// The parser imports its schema as a bundler would: Node wants to be told that it is JSON.
register('data:text/javascript,' + encodeURIComponent(`
  import { readFileSync } from 'node:fs';
  export async function load(url, context, next) {
    return url.endsWith('.json')
      ? { format: 'module', shortCircuit: true, source: 'export default ' + readFileSync(new URL(url), 'utf8') }
      : next(url, context);
  }`));

const checks = {
  async github() {
    const { NoOperationTraceWriter, convertWorkflowTemplate, parseWorkflow } = await load('@actions/workflow-parser/dist/index.js');
    return async (name, content) => {
      const { context, value } = parseWorkflow({ name, content }, new NoOperationTraceWriter());
      // What a job needs, and which names are known where, shows in the second step only.
      const template = value ? await convertWorkflowTemplate(context, value) : { errors: [] };
      const said = [...context.errors.getErrors().map(error => error.message), ...(template.errors ?? []).map(error => error.Message)];
      if (!value && said.length === 0)
        said.push(`${name}: is no workflow`);
      return [...new Set(said)];
    };
  },
  async gitlab() {
    const { default: Ajv } = (await load('ajv/dist/ajv.js')).default;
    const { default: schema } = await load('gitlab-ci-local/src/schema/index.js');
    const yaml = await load('yaml/dist/index.js');
    const ajv = new Ajv({ allErrors: true, allowUnionTypes: true, validateFormats: false, strictTypes: false, keywords: ['markdownDescription'] });
    const validate = ajv.compile(schema);
    return (name, content) => {
      const document = yaml.parseDocument(content);
      const said = [...document.errors, ...document.warnings].map(problem => `${name}: ${problem.message}`);
      if (said.length === 0 && !validate(document.toJS()))
        said.push(...validate.errors.map(error => `${name}: ${error.instancePath || '/'} ${error.message} ${JSON.stringify(error.params)}`));
      return said;
    };
  },
};

const [kind, ...files] = process.argv.slice(2);
if (!checks[kind] || files.length === 0)
  throw new Error('usage: node ci-files.mjs github|gitlab FILE…');
const check = await checks[kind]();
for (const file of files) {
  for (const line of await check(file, readFileSync(file, 'utf8'))) {
    console.log(line);
    process.exitCode = 1;
  }
}
