// What comes out of a printer: a journey as a sheet with its poster, its stages and its sources; a persona on one page.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { check, open } from './support.mjs';

// The pages of a printed document, each with its size and its words.
const printed = async (path) => {
  const page = await open(path);
  const bytes = await page.pdf({ preferCSSPageSize: true, printBackground: false });
  await page.context().close();
  const folder = mkdtempSync(join(tmpdir(), 'wayfare-paper-'));
  const file = join(folder, 'page.pdf');
  writeFileSync(file, bytes);
  const words = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8', maxBuffer: 1 << 26 }).split('\f').slice(0, -1);
  const sizes = [...execFileSync('pdfinfo', ['-f', '1', '-l', '999', file], { encoding: 'utf8' }).matchAll(/size:\s+([\d.]+) x ([\d.]+)/g)];
  rmSync(folder, { recursive: true });
  return words.map((text, index) => ({ text, landscape: Number(sizes[index][1]) > Number(sizes[index][2]) }));
};

const paper = async () => {
  const journey = await printed('journeys/first-box.html');
  const on = (words) => journey.findIndex(({ text }) => text.includes(words));
  check('a journey prints its title first', on('Ordering a first veg box') === 0);
  const sheet = journey.findIndex(({ landscape }) => landscape);
  check('the poster stands on a sheet of its own, across', sheet > 0 && journey.filter(({ landscape }) => landscape).length === 1, `${sheet}`);
  check('the poster says who and where', /Maya/.test(journey[sheet]?.text) && /Unpacks/.test(journey[sheet]?.text), journey[sheet]?.text.slice(0, 300));
  check('the stages follow, then the sources', on('Sources') > sheet && on('Cook') <= on('Sources'));
  check('no page is empty', journey.every(({ text }) => text.trim().length > 40), journey.map(({ text }) => text.trim().length).join(' '));
  check('a journey needs few sheets', journey.length <= 12, `${journey.length}`);
  check('nothing that only a screen can do is printed', journey.every(({ text }) => !/Skip to|Copy link|Step by step/.test(text)));
  for (const path of ['personas/maya-okafor.html', 'personas/tom-lindqvist.html']) {
    const persona = await printed(path);
    check(`${path} prints on one page`, persona.length === 1, `${persona.length}`);
  }
};

export const parts = { paper };
