import type { ProseNode } from '@maroquin/prose';
import type { CircuitState } from './circuit-state.js';

const DONE = { reading: 'Relu par', visa: 'Visé par', signature: 'Signé par' } as const;
const moment = new Intl.DateTimeFormat('fr-FR', {
  ...{ dateStyle: 'long', timeStyle: 'short', timeZone: 'Europe/Paris' },
});

const line = (text: string): ProseNode => ({ type: 'paragraph', content: [{ type: 'text', text }] });

/** What stands below the text of a signed version where it leaves as a text for readers: who approved it, and when. Pure. */
export const recordOf = ({ organisation, steps }: CircuitState): ProseNode[] => [
  { type: 'horizontalRule' },
  line(`${organisation.name} atteste de ce qui a été fait de cette version dans Maroquin :`),
  ...steps.flatMap(({ kind, people }) =>
    people.flatMap(({ name, act }) =>
      act === null
        ? []
        : [line(`${DONE[kind]} ${name}, ${moment.format(new Date(act.at))} (heure de Paris).`)],
    ),
  ),
  line('Ce fichier montre le texte signé ; la signature elle-même se vérifie avec le fichier signé.'),
];
