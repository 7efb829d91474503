// Small windows, large letters, other directions.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { check, each, pages, rightToLeft } from './support.mjs';

// What is wider than the window, and which boxes cut their words.
const measure = () => {
  const over = document.documentElement.scrollWidth - innerWidth;
  const cut = [];
  for (const element of document.querySelectorAll('body *:not(svg, svg *)')) {
    const style = getComputedStyle(element);
    if (!['hidden', 'clip'].includes(style.overflowX) && !['hidden', 'clip'].includes(style.overflowY)) continue;
    const box = element.getBoundingClientRect();
    // Words for those who hear the page stand in boxes of a pixel; a persona's mark keeps its name in its indent.
    if (box.width <= 2 || box.height <= 2 || style.textIndent !== '0px' || !element.textContent.trim()) continue;
    if (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1) cut.push(element.outerHTML.slice(0, 120));
  }
  return { over, cut };
};

const fit = async (what, options, prepare = async () => {}) => {
  const root = options.root;
  await each(root ? pages.filter((path) => existsSync(join(root, path))) : pages, options, async (page, path) => {
    await prepare(page);
    const { over, cut } = await page.evaluate(measure);
    check(`${path}, ${what}`, over <= 0, `${over} px too wide`);
    check(`${path}, ${what}: nothing is cut`, cut.length === 0, cut.slice(0, 4).join('\n  '));
  });
};

// The values of WCAG 1.4.12. Words in pictures keep their places: each picture's words stand beside it in HTML.
const spaced = (page) => page.addStyleTag({ content: `*:not(svg, svg *) { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
  p { margin-bottom: 2em !important; }` });

const fits = async () => {
  await fit('at 320 px', { viewport: { width: 320, height: 800 } });
  await fit('at 400 %', { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 });
  await fit('wider letters at 1280 px', {}, spaced);
  await fit('wider letters at 360 px', { viewport: { width: 360, height: 800 } }, spaced);
  for (const width of [320, 1280]) {
    await fit(`from right to left at ${width} px`, { root: rightToLeft, viewport: { width, height: 800 } }, async (page) => {
      check('the page runs from right to left', (await page.evaluate(() => getComputedStyle(document.body).direction)) === 'rtl', page.url());
      const apart = await page.evaluate(() => {
        const drawing = document.querySelector('.grid-columns-many .lane-feelings td > .diagram');
        return drawing ? drawing.getBoundingClientRect().right - drawing.parentElement.getBoundingClientRect().right : 0;
      });
      check('the curve of a grid begins with its first column', Math.abs(apart) < 1, `${page.url()}: ${apart} px apart`);
    });
  }
};

export const parts = { fits };
