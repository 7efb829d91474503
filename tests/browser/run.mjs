// The built example in a real browser. Usage: node tests/browser/run.mjs <folder of the built site> [path of Chromium]
//
//  1. every kind of page, light and dark: no violation of WCAG 2.2 A and AA (axe-core)
//  2. at 320 px no page scrolls sideways; without scripts the four forms of a map are there
//  3. opened from a folder: lanes that stay hidden, cells by keys, sorting, the link to a cell, search, filters
//  4. served with the strict policy: nothing is refused, nothing is asked of another host
import { createReadStream, existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const site = resolve(process.argv[2] ?? 'public');
const executablePath = process.argv[3] ?? '/usr/bin/chromium';
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const quiet = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

// One page of every kind that the example has.
const pages = ['index.html', 'journeys.html', 'journeys/first-box.html', 'journeys/leaving-us.html', 'personas.html', 'personas/maya-okafor.html',
  'touchpoints.html', 'touchpoints/checkout.html', 'channels.html', 'channels/web.html', 'teams.html', 'teams/growth.html', 'pain-points.html',
  'opportunities.html', 'opportunities/day-first.html', 'solutions.html', 'metrics.html', 'sources.html', 'tags.html', 'glossary.html',
  'gallery.html', 'gallery/journeys.html', 'gallery/portfolio.html', 'gallery/people-and-numbers.html', 'insights/heat-map.html', 'insights/matrix.html',
  'insights/patterns.html', 'insights/coverage.html', 'insights/reviews.html', 'journeys/first-box.pictures.html',
  'how-to-read-a-map.html', 'search.html', '404.html'].filter((path) => existsSync(join(site, path)));

let failures = 0;
const check = (what, right, detail = '') => {
  if (right) return;
  failures += 1;
  console.error(`FAILED ${what}${detail ? '\n  ' + detail : ''}`);
};
const address = (path) => {
  const [file, hash] = path.split('#');
  return pathToFileURL(join(site, file)).href + (hash ? '#' + hash : '');
};

const browser = await chromium.launch({ executablePath, args: quiet });
const open = async (path, options = {}) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.on('pageerror', (error) => check(`${path}: script`, false, error.message));
  await page.goto(address(path));
  return page;
};

const accessible = async () => {
  for (const colorScheme of ['light', 'dark']) {
    for (const path of pages) {
      const page = await open(path, { colorScheme });
      await page.evaluate(axe);
      const found = await page.evaluate(() => axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }));
      for (const { id, help, nodes } of found.violations) {
        check(`${path} (${colorScheme}) ${id}: ${help}`, false, nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join('\n  '));
      }
      await page.context().close();
    }
  }
};

const reflows = async () => {
  for (const path of pages) {
    const page = await open(path, { viewport: { width: 320, height: 800 } });
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    check(`${path} at 320 px`, over <= 0, `${over} px too wide`);
    await page.context().close();
  }
};

const withoutScript = async () => {
  for (const form of ['grid', 'steps', 'table', 'prose']) {
    const page = await open(`journeys/first-box.html#_${form}`, { javaScriptEnabled: false });
    check(`the form ${form} without script`, await page.locator(`#_${form}`).isVisible());
    check(`the form ${form} alone`, (await page.locator('.form:visible').count()) === 1);
    await page.context().close();
  }
  const page = await open('search.html', { javaScriptEnabled: false });
  check('the list from A to Z', (await page.locator('.index-letter li').count()) > 50);
  await page.context().close();
};

const map = async () => {
  const page = await open('journeys/first-box.html');
  const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.textContent.trim());
  await page.locator('[id="hears.van:actions"]').focus();
  for (const [key, expected] of [['ArrowRight', 'hears.asks:actions'], ['ArrowDown', 'hears.asks:touchpoints'], ['End', 'cook.again:touchpoints'],
    ['ArrowLeft', 'cook.cooks:touchpoints'], ['ArrowUp', 'cook.cooks:actions'], ['Home', 'Actions']]) {
    await page.keyboard.press(key);
    check(`${key} in the grid`, (await focused()) === expected, `${await focused()} instead of ${expected}`);
  }
  await page.locator('[id="hears.van:touchpoints"]').focus();
  await page.keyboard.press('Enter');
  check('Enter goes to the link of a cell', (await page.evaluate(() => document.activeElement.tagName)) === 'A');
  await page.keyboard.press('Escape');
  check('Escape goes back to the cell', (await focused()) === 'hears.van:touchpoints');
  await page.keyboard.press('c');
  await page.locator('[role=status]', { hasText: 'Link copied' }).waitFor({ state: 'attached', timeout: 3000 }).catch(() => check('the link is copied', false));
  await page.keyboard.press('?');
  check('? shows the keys', await page.locator('dialog .key-help').isVisible());
  await page.keyboard.press('Escape');
  await page.locator('#_lane-thoughts').uncheck();
  await page.reload();
  check('a hidden lane stays hidden', !(await page.locator('#_lane-thoughts').isChecked()) && !(await page.locator('.grid .lane-thoughts').isVisible()));
  await page.locator('.persona-boxes label', { hasText: 'Tom' }).click();
  check('a persona can be hidden', (await page.locator('#_grid .cell-feelings .marker-3:visible').count()) === 0
    && (await page.locator('#_grid .cell-feelings .marker-1:visible').count()) > 5);
  await page.goto(address('journeys/first-box.html#_table'));
  await page.reload();
  const sort = page.locator('.map-table th', { hasText: 'Maya' }).first();
  await sort.locator('button').click();
  check('the head says how it sorts', (await sort.getAttribute('aria-sort')) === 'ascending');
  const first = await page.locator('.map-table tbody tr').first().textContent();
  check('the lowest comes first', first.includes('−2'), first);
  await page.context().close();
};

const search = async () => {
  const page = await open('journeys/first-box.html');
  await page.keyboard.press('/');
  await page.keyboard.type('delivery day');
  const hit = page.locator('.search-hits a').first();
  await hit.waitFor({ timeout: 5000 });
  check('what is found is marked', (await page.locator('.search-hits mark').count()) > 2);
  await page.locator('dialog input').fill('one day, one twelve');
  await page.locator('.search-hits a[href*="%3A"], .search-hits a[href*=":pain-points"]').first().click();
  await page.waitForURL(/#.*:pain-points/);
  check('a hit leads to its cell', await page.locator(':target').isVisible());
  await page.goto(address('search.html') + '?q=CRÄTE');
  await page.locator('.search-hits a', { hasText: 'crate' }).first().waitFor({ timeout: 5000 }).catch(() => check('accents do not matter', false));
  await page.locator('.search-form input').fill('zzzz');
  await page.locator('.search-count', { hasText: 'Nothing found' }).waitFor({ timeout: 5000 }).catch(() => check('nothing is told', false));
  await page.goto(address('journeys.html'));
  const all = await page.locator('.journey-row:visible').count();
  await page.locator('.list-filter select[name=persona]').selectOption({ label: 'Maya Okafor' });
  const some = await page.locator('.journey-row:visible').count();
  check('the list narrows', some > 0 && some < all, `${some} of ${all}`);
  await page.context().close();
};

const served = async () => {
  const types = { '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml', '.png': 'image/png', '.woff2': 'font/woff2' };
  const server = createServer((request, response) => {
    const path = join(site, decodeURIComponent(new URL(request.url, 'http://site.invalid').pathname));
    if (!existsSync(path)) { response.writeHead(404).end(); return; }
    response.writeHead(200, { 'content-type': types[extname(path)] ?? 'application/octet-stream', 'content-security-policy': "default-src 'self'" });
    createReadStream(path).pipe(response);
  });
  await new Promise((done) => { server.listen(0, '127.0.0.1', done); });
  const home = `http://127.0.0.1:${server.address().port}/`;
  const context = await browser.newContext();
  const page = await context.newPage();
  page.on('console', (message) => { if (message.type() === 'error' && !message.text().includes('favicon')) check(`${page.url()} console`, /404/.test(message.text()), message.text()); });
  page.on('request', (request) => check('no other host is asked', request.url().startsWith(home) || request.url().startsWith('data:'), request.url()));
  for (const path of pages) await page.goto(home + path);
  await page.goto(home + 'search.html?q=box');
  await page.locator('.search-hits a').first().waitFor({ timeout: 5000 }).catch(() => check('search under the strict policy', false));
  await context.close();
  server.close();
};

const parts = { accessible, reflows, withoutScript, map, search, served };
const wanted = process.argv[4]?.split(',') ?? Object.keys(parts);
for (const name of wanted) {
  const start = Date.now();
  try { await parts[name](); } catch (error) { check(name, false, error.stack); }
  console.log(`${name}: ${((Date.now() - start) / 1000).toFixed(1)} s`);
}
await browser.close();
console.log(failures ? `${failures} failed` : `all is well on ${pages.length} kinds of pages`);
process.exit(failures ? 1 : 0);
