// Every page of the site through the Nu HTML checker, in one run of it.
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { check, files, isExample, site } from './support.mjs';

const jar = createRequire(import.meta.url).resolve('vnu-jar/build/dist/vnu.jar');

const markup = async () => {
  check('there are pages to look at', files('.html').length > (isExample ? 100 : 0));
  // It leaves with an error's status when it has found one, and says so in its report.
  const { stdout } = await promisify(execFile)('java', ['-Xss4m', '-jar', jar, '--format', 'json', '--stdout', '--skip-non-html', site], { maxBuffer: 1 << 28 })
    .catch((error) => (error.stdout ? error : Promise.reject(error)));
  const faults = JSON.parse(stdout).messages.filter(({ type }) => type !== 'info');
  const kinds = new Map();
  for (const fault of faults) kinds.set(fault.message, [...(kinds.get(fault.message) ?? []), fault]);
  for (const [message, [first, ...more]] of kinds) {
    check(`${first.url}:${first.lastLine} ${message}`, false, `${(first.extract ?? '').trim()} (and ${more.length} more)`);
  }
};

export const parts = { markup };
