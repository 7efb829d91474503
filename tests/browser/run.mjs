// The built example in a real browser. Usage: node tests/browser/run.mjs <folder of the built site> [path of Chromium] [parts, as map,search]
// The pages in `ar/` are looked at from right to left. Of any other site: markup, accessible, focus, fits, folder, served, lighthouse, on all pages.
//
//  markup       every page: no error of the Nu HTML checker
//  accessible   every kind of page, light, dark and in forced colors: no violation of WCAG 2.2 A and AA (axe-core); what has the focus can be seen
//  fits         320 px, 400 %, wider letters and lines, from right to left: nothing scrolls sideways, nothing is cut
//  withoutScript, folder, map, pair, cell, search   opened from a folder, with and without script
//  served       under the strict policy: nothing is refused, no other host is asked, few files, nothing moves while it loads
//  paper        what a journey and a persona print
//  lighthouse   three pages
import { parts as accessible } from './accessible.mjs';
import { parts as fits } from './fits.mjs';
import { parts as markup } from './markup.mjs';
import { parts as paper } from './paper.mjs';
import { parts as reading } from './reading.mjs';
import { parts as served } from './served.mjs';
import { browser, check, failed, pages } from './support.mjs';

const parts = { ...markup, ...accessible, ...fits, ...reading, ...served, ...paper };
for (const name of process.argv[4]?.split(',') ?? Object.keys(parts)) {
  const start = Date.now();
  try { await parts[name](); } catch (error) { check(name, false, error.stack); }
  console.log(`${name}: ${((Date.now() - start) / 1000).toFixed(1)} s`);
}
await browser.close();
console.log(failed() ? `${failed()} failed` : `all is well on ${pages.length} kinds of pages`);
process.exit(failed() ? 1 : 0);
