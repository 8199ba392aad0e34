import type { Picture } from '../flow/flow.js';
import type { ExportOptions } from '../flow/options.js';
import { extensionOf, shownSize } from '../flow/picture-size.js';
import { plainText } from './pdf-text.js';

export interface PdfPicture {
  readonly file: string;
  /** Never empty: a picture without one may not stand in an accessible PDF. */
  readonly alt: string;
  /** Points. */
  readonly width: number;
  readonly height: number;
}

const UNDESCRIBED = { fr: 'Image sans description', en: 'Picture without a description' } as const;
/** CSS pixels are 96 an inch, points are 72. */
const POINTS = 0.75;

/** The pictures of one PDF, each once. */
export class PdfPictures {
  readonly files = new Map<string, Uint8Array>();
  private readonly names = new Map<string, string>();

  constructor(private readonly options: ExportOptions) {}

  /** The picture as wide as its place allows, or its description where there is no picture. */
  take(picture: Picture, room: number): (PdfPicture | string)[] {
    const stored = picture.id === null ? undefined : this.options.pictures.get(picture.id);
    const extension = stored === undefined ? null : extensionOf(stored.mediaType);
    if (picture.id === null || stored === undefined || extension === null)
      return picture.alt === '' ? [] : [`[${picture.alt}]`];
    const { width, height } = shownSize(picture, stored);
    const scale = Math.min(1, room / width) * POINTS;
    return [
      {
        file: this.nameOf(picture.id, extension, stored.bytes),
        alt: plainText(picture.alt).trim() || UNDESCRIBED[this.options.language],
        width: width * scale,
        height: height * scale,
      },
    ];
  }

  private nameOf(id: string, extension: string, bytes: Uint8Array): string {
    const known = this.names.get(id);
    if (known !== undefined) return known;
    const name = `${String(this.names.size + 1)}.${extension}`;
    this.names.set(id, name);
    this.files.set(name, bytes);
    return name;
  }
}
