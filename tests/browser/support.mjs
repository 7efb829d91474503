// What all parts share: the built site, its kinds of pages, the browser, and how a fault is told.
import { createReadStream, existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createGzip } from 'node:zlib';
import { chromium } from 'playwright-core';

export const site = resolve(process.argv[2] ?? 'public');
export const executablePath = process.argv[3] ?? '/usr/bin/chromium';
export const quiet = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'];

// One page of every kind that the example has; of another site, all of its pages.
const kinds = ['index.html', 'journeys.html', 'journeys/first-box.html', 'journeys/leaving-us.html', 'personas.html', 'personas/maya-okafor.html',
  'touchpoints.html', 'touchpoints/checkout.html', 'channels.html', 'channels/web.html', 'teams.html', 'teams/growth.html', 'pain-points.html',
  'opportunities.html', 'opportunities/day-first.html', 'solutions.html', 'metrics.html', 'sources.html', 'tags.html', 'glossary.html',
  'gallery.html', 'gallery/journeys.html', 'gallery/portfolio.html', 'gallery/people-and-numbers.html', 'insights/heat-map.html', 'insights/matrix.html',
  'insights/patterns.html', 'insights/coverage.html', 'insights/reviews.html', 'insights/translations.html', 'de/index.html', 'de/journeys/first-box.html',
  'ar/index.html', 'ar/journeys/first-box.html', 'ar/personas/maya-okafor.html', 'journeys/first-box.pictures.html', 'personas/compare.html',
  'journeys/first-box.slides.html', 'how-to-read-a-map.html', 'search.html', '404.html'];
export const isExample = existsSync(join(site, 'journeys/first-box.html'));
export const pages = (isExample ? kinds : readdirSync(site, { recursive: true }).filter((path) => path.endsWith('.html')).sort())
  .filter((path) => existsSync(join(site, path)));
export const journey = isExample ? 'journeys/first-box.html' : pages.find((path) => /^journeys\/[^.]+\.html$/.test(path));
export const persona = isExample ? 'personas/maya-okafor.html' : pages.find((path) => /^personas\/[^.]+\.html$/.test(path));

// The pages that the example has in Arabic.
export const rightToLeft = join(site, 'ar');

let failures = 0;
export const failed = () => failures;
export const check = (what, right, detail = '') => {
  if (right) return;
  failures += 1;
  console.error(`FAILED ${what}${detail ? '\n  ' + detail : ''}`);
};

export const address = (path, root = site) => {
  const [file, hash] = path.split('#');
  return pathToFileURL(join(root, file)).href + (hash ? '#' + hash : '');
};

export const browser = await chromium.launch({ executablePath, args: quiet });

// A page in a window of its own.
export const open = async (path, options = {}) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.on('pageerror', (error) => check(`${path}: script`, false, error.message));
  await page.goto(address(path, options.root));
  return page;
};

// Opens each path in one of two windows and looks at it.
export const each = async (paths, options, look) => {
  const queue = [...paths];
  const window = async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    const page = await context.newPage();
    let current = '';
    page.on('pageerror', (error) => check(`${current}: script`, false, error.message));
    while ((current = queue.shift())) {
      await page.goto(address(current, options.root));
      await look(page, current);
    }
    await context.close();
  };
  await Promise.all([window(), window()]);
};

export const files = (ending, root = site) => readdirSync(root, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name)).sort();

const types = { '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml', '.png': 'image/png',
  '.woff2': 'font/woff2', '.txt': 'text/plain', '.xml': 'application/xml', '.json': 'application/json' };
// The site as a host would give it, with the strict policy; its fonts after `fontsAfter` ms. Gives the address of its home page and what stops it.
export const serve = async (fontsAfter = 0) => {
  const server = createServer((request, response) => {
    const path = join(site, decodeURIComponent(new URL(request.url, 'http://site.invalid').pathname));
    if (!existsSync(path) || path.endsWith('/')) { response.writeHead(404).end(); return; }
    response.writeHead(200, { 'content-type': types[extname(path)] ?? 'application/octet-stream', 'content-security-policy': "default-src 'self'", 'content-encoding': 'gzip' });
    setTimeout(() => createReadStream(path).pipe(createGzip()).pipe(response), extname(path) === '.woff2' ? fontsAfter : 0);
  });
  await new Promise((done) => { server.listen(0, '127.0.0.1', done); });
  return { home: `http://127.0.0.1:${server.address().port}/`, stop: () => server.close() };
};

export const text = (path) => readFileSync(join(site, path), 'utf8');
