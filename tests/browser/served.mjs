// Under the strict policy of a careful host: what is asked for, what moves, what it weighs, and what Lighthouse says.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import * as launcher from 'chrome-launcher';
import lighthouse from 'lighthouse';
import { browser, check, executablePath, isExample, journey, pages, persona, quiet, serve, site, text } from './support.mjs';

// Adds up what moves on a page while it loads.
const observe = () => {
  window.moved = 0;
  new PerformanceObserver((list) => { for (const shift of list.getEntries()) if (!shift.hadRecentInput) window.moved += shift.value; })
    .observe({ type: 'layout-shift', buffered: true });
};

const served = async () => {
  // Late enough that each page is first shown with the machine's own fonts.
  const { home, stop } = await serve(120);
  for (const viewport of [{ width: 360, height: 740 }, { width: 1280, height: 900 }]) {
    const context = await browser.newContext({ viewport });
    const page = await context.newPage();
    let asked = 0;
    let most = 0;
    page.on('console', (message) => { if (message.type() === 'error' && !message.text().includes('favicon')) check(`${page.url()} console`, /404/.test(message.text()), message.text()); });
    page.on('request', (request) => {
      if (!/\.(svg|png)$/.test(request.url())) asked += 1;
      check('no other host is asked', request.url().startsWith(home) || request.url().startsWith('data:'), request.url());
    });
    const load = async (window, path) => {
      await window.goto(home + path);
      await window.evaluate(() => document.fonts.ready.then(() => new Promise((done) => { requestAnimationFrame(() => setTimeout(done, 30)); })));
      return window.evaluate(() => window.moved);
    };
    await page.addInitScript(observe);
    for (const path of pages) {
      asked = 0;
      const limit = isExample && path === journey ? 0.01 : 0.1;
      let moved = await load(page, path);
      if (moved >= limit) {
        // A machine that stumbles over a font is not the page's fault: what moves must move in a second cold window too.
        const cold = await browser.newContext({ viewport });
        const second = await cold.newPage();
        await second.addInitScript(observe);
        moved = Math.min(moved, await load(second, path));
        await cold.close();
      }
      // While a font is on its way the machine's own stands in for it: a line may break otherwise, and no more than that.
      check(`${path} at ${viewport.width} px: nothing moves while it loads`, moved < limit, `${moved}`);
      most = Math.max(most, moved);
      if (path === journey && viewport.width === 1280) check(`${path} asks for at most six more files, pictures apart`, asked <= 7, `${asked - 1}`);
    }
    console.log(`  at ${viewport.width} px nothing moves by more than ${most.toFixed(3)} while it loads`);
    await page.goto(`${home}search.html?q=${isExample ? 'box' : 'a'}`);
    await page.locator('.search-hits a').first().waitFor({ timeout: 5000 }).catch(() => check('search under the strict policy', false));
    await context.close();
  }
  stop();
};

// The bar for a map of 6 stages and 14 steps: 120 kB, and packed 25 kB, with everything that a map can have (a plan, measures, notes). What a
// language needs more is words: German takes longer ones, Arabic two bytes a letter.
const weight = async () => {
  for (const [path, most, mostPacked] of [['journeys/first-box.html', 120_000, 25_000], ['de/journeys/first-box.html', 130_000, 25_500],
    ['ar/journeys/first-box.html', 140_000, 26_500]]) {
    if (!existsSync(join(site, path))) continue;
    const bytes = Buffer.from(text(path));
    const packed = gzipSync(bytes, { level: 9 }).length;
    console.log(`  ${path}: ${(bytes.length / 1000).toFixed(1)} kB, ${(packed / 1000).toFixed(1)} kB packed`);
    check(`${path} weighs at most ${most / 1000} kB`, bytes.length <= most, `${bytes.length}`);
    check(`${path} weighs at most ${mostPacked / 1000} kB packed`, packed <= mostPacked, `${packed}`);
  }
};

// Its scores for what does not depend on the machine are held; its speed is told.
const audit = async () => {
  const { home, stop } = await serve();
  const chrome = await launcher.launch({ chromePath: executablePath, chromeFlags: ['--headless=new', ...quiet], logLevel: 'silent' });
  for (const path of ['index.html', journey, persona]) {
    const { lhr } = await lighthouse(home + path, { port: chrome.port, logLevel: 'silent', output: 'json' });
    const score = (name) => Math.round(lhr.categories[name].score * 100);
    for (const name of ['accessibility', 'best-practices', 'seo']) {
      const lost = lhr.categories[name].auditRefs.map(({ id }) => lhr.audits[id]).filter(({ score }) => score !== null && score < 1);
      check(`Lighthouse, ${path}: ${name}`, score(name) === 100, `${score(name)}: ${lost.map(({ id, title }) => `${id} (${title})`).join(', ')}`);
    }
    console.log(`  Lighthouse, ${path}: performance ${score('performance')}, accessibility ${score('accessibility')}, best practices ${score('best-practices')}, SEO ${score('seo')}`);
  }
  chrome.kill();
  stop();
};

export const parts = { served, weight, lighthouse: audit };
