import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Resvg as Rasteriser } from '@resvg/resvg-wasm';

const require = createRequire(import.meta.url);
let fonts: Promise<Buffer[]> | undefined;

/** Width and height in pixels. SVG: its width and height, or its viewBox; throws when it has neither. */
export function sizeOf(bytes: Buffer, type: 'png' | 'svg'): { width: number; height: number } {
  if (type === 'png') return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
  const [root = ''] = /<svg\b[^>]*>/.exec(bytes.toString('utf8')) ?? [];
  const number = (name: string) =>
    Number.parseFloat(new RegExp(`\\s${name}="([\\d.]+)(?:px|pt)?"`).exec(root)?.[1] ?? '');
  const box = /viewBox="[\d.-]+ [\d.-]+ ([\d.]+) ([\d.]+)"/.exec(root);
  const size = { width: number('width') || Number(box?.[1]), height: number('height') || Number(box?.[2]) };
  if (!(size.width > 0) || !(size.height > 0)) throw new Error('the picture does not say how large it is');
  return size;
}

/** An SVG as PNG, twice as large for sharp print, with our own fonts so that it looks the same everywhere. */
export async function pngOf(svg: Buffer): Promise<Buffer> {
  const Resvg = await (loaded ??= load());
  const fontBuffers = await (fonts ??= Promise.all(
    ['400Regular/SourceSans3_400Regular', '600SemiBold/SourceSans3_600SemiBold'].map((file) =>
      readFile(require.resolve(`@expo-google-fonts/source-sans-3/${file}.ttf`)),
    ),
  ));
  const image = new Resvg(svg.toString('utf8'), {
    fitTo: { mode: 'zoom', value: 2 },
    font: { fontBuffers, defaultFontFamily: 'Source Sans 3' },
  });
  return Buffer.from(image.render().asPng());
}

let loaded: Promise<typeof Rasteriser> | undefined;
/** Loaded when a figure first needs it, once in a process. */
async function load(): Promise<typeof Rasteriser> {
  const library = await import('@resvg/resvg-wasm');
  await library.initWasm(await readFile(require.resolve('@resvg/resvg-wasm/index_bg.wasm')));
  return library.Resvg;
}
