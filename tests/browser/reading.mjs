// What readers do, opened from a folder: the four forms, keys, lanes, sorting, links to cells, search, filters; with and without script.
import { address, check, open, pages } from './support.mjs';

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

// From a folder a page asks for files beside it and for nothing else.
const folder = async () => {
  const page = await open('index.html');
  page.on('request', (request) => check('only files are asked for', /^(file|data):/.test(request.url()), request.url()));
  page.on('requestfailed', (request) => request.failure().errorText === 'net::ERR_ABORTED' || check(`${page.url()}: every file is there`, false, request.url()));
  page.on('console', (message) => check(`${page.url()} console`, message.type() !== 'error', message.text()));
  for (const path of pages.filter((path) => path !== '404.html')) await page.goto(address(path), { waitUntil: 'load' });
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
  await page.locator('.embed-code summary').click();
  await page.locator('.embed-copy').click();
  await page.locator('.embed-copy', { hasText: 'Copied' }).waitFor({ timeout: 5000 }).catch(() => check('the code to embed is copied', false));
  check('it holds picture and frame', /<img [^]*first-box\.map\.svg[^]*<iframe /.test(await page.locator('.embed-code code').textContent()));
  await page.locator('[id="hears.van:touchpoints"]').focus();
  await page.keyboard.press('?');
  check('? shows the keys', await page.locator('dialog .key-help').isVisible());
  await page.keyboard.press('Escape');
  await page.locator('#_lane-thoughts').uncheck();
  await page.reload();
  check('a hidden lane stays hidden', !(await page.locator('#_lane-thoughts').isChecked()) && !(await page.locator('.grid .lane-thoughts').isVisible()));
  await page.locator('.persona-boxes label', { hasText: 'Tom' }).click();
  check('a persona can be hidden', (await page.locator('#_grid .lane-feelings p .marker-3:visible').count()) === 0
    && (await page.locator('#_grid .lane-feelings p .marker-1:visible').count()) > 5);
  await page.goto(address('journeys/first-box.html#_table'));
  await page.reload();
  const sort = page.locator('.map-table th', { hasText: 'Maya' }).first();
  await sort.locator('button').click();
  check('the head says how it sorts', (await sort.getAttribute('aria-sort')) === 'ascending');
  const first = await page.locator('.map-table tbody tr').first().textContent();
  check('the lowest comes first', first.includes('−2'), first);
  await page.context().close();
};

// From a persona's page to exactly two, side by side; and on a phone the link of a step is in sight.
const pair = async () => {
  const heads = async (page) => (await page.locator('.compare-table thead th:visible a').allTextContents()).join();
  for (const javaScriptEnabled of [true, false]) {
    const page = await open('personas/maya-okafor.html', { javaScriptEnabled });
    await page.locator('.compare-with a', { hasText: 'Jonas' }).click();
    await page.waitForURL(/compare/);
    await page.waitForLoadState();
    check(`two side by side, script ${javaScriptEnabled}`, (await heads(page)) === 'Maya Okafor,Jonas Weir', await heads(page));
    if (javaScriptEnabled) {
      await page.locator('.compare-people label', { hasText: 'Tom' }).click();
      check('the address keeps the columns', page.url().endsWith('#tom-lindqvist,maya-okafor,jonas-weir'), page.url());
    } else {
      await page.locator('.compare-everybody a').click();
      check('back to everybody', (await page.locator('.compare-people').isVisible()) && (await heads(page)).includes('Petra'));
    }
    await page.context().close();
  }
  const page = await open('journeys/first-box.html', { viewport: { width: 360, height: 800 }, hasTouch: true, isMobile: true });
  await page.locator('.copy-step').first().tap();
  await page.locator('.copy-step', { hasText: 'Link copied' }).waitFor({ timeout: 3000 }).catch(() => check('a tap copies the link of a step', false));
  await page.context().close();
};

// A link to a cell: step by step on a phone, else in the grid, and always in sight with its own link at hand; the keyboard reaches that too.
const cell = async () => {
  for (const [width, form, javaScriptEnabled] of [[390, '#_steps', true], [390, '#_grid', false], [1280, '#_grid', true]]) {
    for (const lane of ['pain-points', 'thoughts-2', 'feelings']) {
      const page = await open(`journeys/first-box.html#order.day:${lane}`, { viewport: { width, height: 800 }, javaScriptEnabled, reducedMotion: 'reduce' });
      await page.waitForTimeout(100);
      const box = await page.locator(`${form} :target`).boundingBox();
      const name = `${lane} at ${width}, script ${javaScriptEnabled}`;
      check(`a link leads to ${name}`, box && box.x >= 0 && box.x + box.width <= width && box.y >= 0 && box.y < 800, JSON.stringify(box));
      const [head, bar] = await page.evaluate(() => ['h4', '.stage-chevron'].map((part) => document.querySelector(':target').closest('.step-card, .stage-section')?.closest(part === 'h4' ? '.step-card' : '.stage-section')?.querySelector(part)?.getBoundingClientRect().toJSON()));
      check(`the head of its step is in sight: ${name}`, !head || !javaScriptEnabled || (head.top >= bar.bottom && head.bottom < 800), JSON.stringify([head, bar]));
      if (javaScriptEnabled) check(`its link can be copied: ${name}`, await page.locator(':target .copy-link').isVisible());
      await page.context().close();
    }
  }
  const page = await open('journeys/first-box.html#_grid');
  await page.locator('.grid td[id]').nth(3).focus();
  await page.keyboard.press('Tab');
  check('the keyboard reaches the link of a cell', await page.locator('.copy-link').evaluate((button) => button === document.activeElement));
  await page.keyboard.press('Enter');
  await page.locator('.copy-link', { hasText: 'Link copied' }).waitFor({ timeout: 3000 }).catch(() => check('the keyboard copies it', false));
  const other = page.locator('.grid td[id]').nth(4);
  await other.hover();
  check('another cell offers its own link at once', await other.locator('.copy-link', { hasText: 'Copy link' }).isVisible());
  await page.context().close();
};

const search = async () => {
  const page = await open('journeys/first-box.html');
  await page.keyboard.press('/');
  await page.keyboard.type('delivery day');
  const hit = page.locator('.search-hits a').first();
  await hit.waitFor({ timeout: 5000 });
  check('what is found is marked', (await page.locator('.search-hits mark').count()) > 2);
  // A pain with a page of its own is found once, there; what somebody thinks or says is found in its cell.
  await page.locator('dialog input').fill('one day, one twelve');
  await page.locator('.search-hits a[href*="pain-points/"]').first().waitFor({ timeout: 5000 });
  check('a thing is found once', (await page.locator('.search-hits a', { hasText: 'One day, one twelve-hour window' }).count()) === 1);
  await page.locator('dialog input').fill('left it by the bins');
  await page.locator('.search-hits a[href*=":thoughts"], .search-hits a[href*="%3Athoughts"]').first().click();
  await page.waitForURL(/#.*:thoughts/);
  check('a hit leads to its cell', await page.locator(':target').isVisible());
  // Misspelled, then Enter for the word that is meant, then Enter for its first hit; Close stays in sight.
  await page.setViewportSize({ width: 390, height: 700 });
  await page.keyboard.press('/');
  await page.locator('dialog input').fill('delivery');
  await hit.waitFor({ timeout: 5000 });
  check('Close is in sight above many hits', await page.locator('.dialog-close').evaluate((it) => it.getBoundingClientRect().bottom < 200));
  await page.locator('dialog input').fill('chekout');
  await page.locator('.search-nearest button', { hasText: 'Checkout' }).waitFor({ timeout: 5000 });
  await page.locator('dialog input').press('Enter');
  await hit.waitFor({ timeout: 5000 });
  await page.locator('dialog input').press('Enter');
  await page.waitForURL(/checkout\.html$/);
  for (const [folder, wrong, right] of [['de/', 'bestelung', 'Bestellung'], ['ar/', 'صندوك', 'صندوق'], ['', 'delivary day', 'delivery day']]) {
    await page.goto(address(`${folder}search.html`) + `?q=${wrong}`);
    await page.locator('.search-nearest button', { hasText: right }).waitFor({ timeout: 5000 }).catch(() => check(`${wrong} suggests ${right}`, false));
  }
  await page.goto(address('search.html') + '?q=CRÄTE');
  await page.locator('.search-hits a', { hasText: 'crate' }).first().waitFor({ timeout: 5000 }).catch(() => check('accents do not matter', false));
  // Every opportunity for one word: by its kind, and beyond the first fifty hits.
  await page.goto(address('search.html') + '?q=checkout');
  const kind = page.locator('.search-kinds button', { hasText: 'Opportunity' });
  await kind.waitFor({ timeout: 5000 });
  await kind.click();
  const places = await page.locator('.search-hits .search-where').allTextContents();
  check('hits of one kind', places.length > 0 && places.every((place) => /^Opportunit/.test(place)), places.join('; '));
  const found = (await page.locator('.search-hits > li').allTextContents()).join();
  check('what could be done at a touchpoint is found by its name', found.includes('Take bank transfer') && found.includes('Sell the first box'), found);
  await page.locator('.search-form input').fill('the');
  await page.locator('.search-more').click();
  check('more hits follow', (await page.locator('.search-hits > li').count()) > 50);
  await page.locator('.search-form input').fill('zzzz');
  await page.locator('.search-count', { hasText: 'Nothing found' }).waitFor({ timeout: 5000 }).catch(() => check('nothing is told', false));
  await page.goto(address('journeys.html'));
  const all = await page.locator('.journey-row:visible').count();
  await page.locator('.list-filter select[name=persona]').selectOption({ label: 'Maya Okafor' });
  const some = await page.locator('.journey-row:visible').count();
  check('the list narrows', some > 0 && some < all, `${some} of ${all}`);
  await page.context().close();
};

export const parts = { withoutScript, folder, map, pair, cell, search };
