// WCAG 2.2 A and AA by axe-core, and the place of the focus.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { check, each, isExample, journey, open, pages, persona, rightToLeft } from './support.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const everything = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] };
// The markup does not change with the colors.
const colors = { runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } };

const accessible = async () => {
  for (const [mode, options, rules] of [['light', { colorScheme: 'light' }, everything], ['dark', { colorScheme: 'dark' }, colors],
    ['forced colors', { forcedColors: 'active' }, colors], ['forced colors, dark', { forcedColors: 'active', colorScheme: 'dark' }, colors],
    ['right to left', { root: rightToLeft }, everything]]) {
    await each(options.root ? pages.filter((path) => existsSync(join(options.root, path))) : pages, options, async (page, path) => {
      await page.evaluate(axe);
      const found = await page.evaluate((rules) => axe.run(document, rules), rules);
      for (const { id, help, nodes } of found.violations) {
        check(`${path} (${mode}) ${id}: ${help}`, false, nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join('\n  '));
      }
    });
  }
};

// Walks with the tab key. What has the focus must not lie under a head that stays in place (WCAG 2.4.11), and must be marked.
const focus = async () => {
  for (const [path, viewport] of [[`${journey}#_grid`, { width: 1280, height: 720 }], [`${journey}#_steps`, { width: 320, height: 256 }],
    [persona, { width: 320, height: 256 }], ['journeys.html', { width: 1280, height: 720 }]]) {
    const page = await open(path, { viewport, reducedMotion: 'reduce' });
    let last = 0;
    for (let presses = 0; presses < 140; presses += 1) {
      await page.keyboard.press('Tab');
      const found = await page.evaluate(() => {
        const element = document.activeElement;
        if (!element || element === document.body) return null;
        const seen = [...element.getClientRects()].some((box) => [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5], [0.5, 0.1], [0.5, 0.9]].some(([x, y]) => {
          const top = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y);
          return top && (element.contains(top) || top.contains(element) || top.closest('label')?.control === element);
        }));
        const style = getComputedStyle(element);
        return { seen, marked: style.outlineStyle !== 'none' || element.closest('svg'), html: element.outerHTML.slice(0, 140) };
      });
      if (!found) break;
      last = presses;
      check(`${path} at ${viewport.width} px: what has the focus is seen`, found.seen, found.html);
      check(`${path} at ${viewport.width} px: what has the focus is marked`, found.marked, found.html);
    }
    check(`${path}: there is much to reach by key`, last > (isExample ? 20 : 5), `${last}`);
    await page.context().close();
  }
};

export const parts = { accessible, focus };
