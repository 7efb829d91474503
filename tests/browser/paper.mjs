// What comes out of a printer: a journey lying across, with its curve under its title, its stages and its sources; slides, each on a
// sheet; a persona on one page.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { check, open } from './support.mjs';

// The pages of a printed document, each with its size and its words.
const printed = async (path) => {
  const page = await open(path);
  await page.evaluate(() => document.fonts.ready);
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
  check('all its sheets lie the same way, across', journey.every(({ landscape }) => landscape));
  check('the first sheet has the curve, and says who and where', /Maya/.test(journey[0]?.text) && /Unpacks/.test(journey[0]?.text), journey[0]?.text.slice(0, 300));
  check('the stages follow, then the sources', on('Searches the name') > 0 && on('Searches the name') < on('Sources'));
  check('no page is empty', journey.every(({ text }) => text.trim().length > 40), journey.map(({ text }) => text.trim().length).join(' '));
  check('a journey needs few sheets', journey.length <= 9, `${journey.length}`);
  const alone = [['Checks the postcode', 'Is it for me?'], ['Pays and signs up', 'I order'], ['Unpacks the box', 'It arrives']].filter(([step, stage]) => !journey.some(({ text }, sheet) => sheet > 1 && text.includes(step) && text.includes(stage) && /Owner/.test(text)));
  check('a step is printed with its stage', alone.length === 0, alone.join('; '));
  const slides = await printed('journeys/first-box.slides.html');
  check('each slide is a sheet', slides.length === 10 && slides.every(({ text, landscape }) => landscape && text.trim().length > 40), `${slides.length}`);
  check('nothing that only a screen can do is printed', journey.every(({ text }) => !/Skip to|Copy link|Step by step|Read the curve|All opportunities|Notes on this stage|Open the other map/.test(text)));
  const pair = await printed('personas/compare.html#maya-okafor,tom-lindqvist');
  check('a comparison ends with a comparison', pair.length === 2 && pair.every(({ text }) => text.trim().length > 400), pair.map(({ text }) => text.trim().length).join(' '));
  for (const path of ['personas/maya-okafor.html', 'personas/tom-lindqvist.html']) {
    const persona = await printed(path);
    check(`${path} prints on one page`, persona.length === 1, `${persona.length}`);
  }
};

export const parts = { paper };
