import { ImageRun } from 'docx';
import { pngOf, sizeOf } from './picture.js';
import type { Figure } from './tree.js';

/** 460 points wide is the text width of the page. */
const WIDEST = 600;

/** A figure's picture: SVG with a PNG of it for programs that cannot show SVG, or PNG alone. */
export async function pictureOf(figure: Figure): Promise<ImageRun> {
  const [type = '', data = ''] = figure.src.split(';base64,');
  const bytes = Buffer.from(data, 'base64');
  const size = sizeOf(bytes, type.endsWith('png') ? 'png' : 'svg');
  const scale = Math.min(1, WIDEST / size.width);
  const transformation = { width: Math.round(size.width * scale), height: Math.round(size.height * scale) };
  const altText = { name: figure.id ?? 'figure', title: figure.alt, description: figure.alt };
  if (type.endsWith('png')) return new ImageRun({ type: 'png', data: bytes, transformation, altText });
  return new ImageRun({
    type: 'svg',
    data: bytes,
    transformation,
    altText,
    fallback: { type: 'png', data: await pngOf(bytes) },
  });
}
