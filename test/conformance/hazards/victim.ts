import { PROSE_ROOT, proseToYUpdate, type ProseNode } from '@maroquin/prose';
import * as Y from 'yjs';
import type { Ref } from './v1-writer.js';

export type Kind = 'prose' | 'text';

/** The client ids of the honest colleague whose text is at stake, and of the authorised writer who attacks. */
export const COLLEAGUE = 1_001;
export const ATTACKER = 2_002;

const words = (text: string): ProseNode => ({ type: 'text', text });
const paragraph = (text: string): ProseNode => ({ type: 'paragraph', content: [words(text)] });

/** A short document with everything that an attack may want to sit beside. */
const PROSE: ProseNode = {
  type: 'doc',
  content: [
    { type: 'heading', attrs: { level: 1 }, content: [words('Compte rendu du cabinet')] },
    {
      type: 'paragraph',
      content: [
        words('La réunion du lundi a décidé '),
        { type: 'text', text: 'trois mesures', marks: [{ type: 'bold' }] },
        words(' que voici.'),
      ],
    },
    {
      type: 'bulletList',
      content: [
        { type: 'listItem', content: [paragraph('Ouvrir le guichet')] },
        {
          type: 'listItem',
          content: [
            paragraph('Prévenir les maires'),
            {
              type: 'orderedList',
              attrs: { start: 1, type: null },
              content: [{ type: 'listItem', content: [paragraph('du lac')] }],
            },
          ],
        },
      ],
    },
    { type: 'blockquote', content: [paragraph('Nul n’est censé ignorer la loi.')] },
    { type: 'codeBlock', attrs: { language: null }, content: [words('total = 12 000')] },
    { type: 'horizontalRule' },
    {
      type: 'paragraph',
      content: [
        words('Voir la note'),
        { type: 'footnote', content: [paragraph('Arrêté du 3 mai.')] },
        { type: 'image', attrs: { src: 'attachment:1', alt: 'carte', title: null, width: 10, height: 20 } },
        { type: 'formula', attrs: { tex: 'a^2' } },
        words(' et la carte.'),
      ],
    },
    {
      type: 'table',
      content: [
        {
          type: 'tableRow',
          content: ['Montant', '12 000 €'].map((text) => ({
            type: 'tableCell',
            attrs: { colspan: 1, rowspan: 1, colwidth: null },
            content: [paragraph(text)],
          })),
        },
      ],
    },
    paragraph('Fait à Annecy.'),
  ],
};

/** What the colleague has written before the attack, as one update; the same bytes at every call. */
export function victimUpdate(kind: Kind): Uint8Array {
  if (kind === 'prose') return proseToYUpdate(PROSE, { clientId: COLLEAGUE });
  const doc = new Y.Doc();
  doc.clientID = COLLEAGUE;
  const text = doc.getText('text');
  text.insert(0, 'Bonjour à tous, voici le compte rendu. ');
  text.insert(text.length, 'La séance est ouverte à neuf heures. ');
  text.insert(8, 'chères et ');
  text.delete(0, 4);
  return Y.encodeStateAsUpdate(doc);
}

/** A doc that holds it, under the colleague's client id: the one she goes on typing in. */
export function victimDoc(kind: Kind, clientId = COLLEAGUE): Y.Doc {
  const doc = new Y.Doc();
  rootOf(doc, kind);
  Y.applyUpdate(doc, victimUpdate(kind));
  // Afterwards: yjs draws another id when it hears its own from outside.
  doc.clientID = clientId;
  return doc;
}

export function rootOf(doc: Y.Doc, kind: Kind): Y.Text | Y.XmlFragment {
  return kind === 'prose' ? doc.getXmlFragment(PROSE_ROOT) : doc.getText('text');
}

/** Where an attack may take hold: ids of the victim's document by what they are. */
export interface Places {
  /** The colleague's next clock. */
  readonly next: number;
  /** First and last character of a run of her text, and the type it lies in. */
  readonly first: Ref;
  readonly last: Ref;
  readonly inside: Ref;
  /** Prose only; elsewhere the same as `first`. */
  readonly elements: Readonly<Record<string, Ref>>;
  readonly texts: readonly Ref[];
  /** All ids of items, for generators. */
  readonly items: readonly Ref[];
}

export function placesOf(kind: Kind): Places {
  const { structs } = Y.decodeUpdate(victimUpdate(kind));
  const items = structs.filter((struct): struct is Y.Item => struct instanceof Y.Item);
  const ref = ({ id }: Y.Item, plus = 0): Ref => [id.client, id.clock + plus];
  const strings = items.filter(({ content, length }) => content instanceof Y.ContentString && length > 4);
  const run = strings[1] ?? strings[0];
  if (run === undefined) throw new Error('the victim has no text');
  const elements: Record<string, Ref> = {};
  const texts: Ref[] = [];
  for (const item of items) {
    if (!(item.content instanceof Y.ContentType)) continue;
    const { type } = item.content;
    if (type instanceof Y.XmlElement) elements[type.nodeName] ??= ref(item);
    else texts.push(ref(item));
  }
  return {
    next: structs.reduce((end, struct) => Math.max(end, struct.id.clock + struct.length), 0),
    first: ref(run),
    inside: ref(run, 2),
    last: ref(run, run.length - 1),
    elements,
    texts,
    items: items.map((item) => ref(item)),
  };
}
