import type { Editor } from '@tiptap/core';
import { useState } from 'react';
import { type MessageKey, useT } from '../../../i18n/index.js';
import { Dialog } from '../../../ui/index.js';

interface Group {
  readonly id: string;
  readonly name: MessageKey;
  readonly characters: readonly string[];
}

/** Those that a French keyboard does not print, the most wanted first. */
const GROUPS: readonly Group[] = [
  { id: 'capitals', name: 'character.capitals', characters: [...'ÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸ'] },
  { id: 'small', name: 'character.small', characters: [...'æœÿñßáíóúãõåø'] },
  { id: 'typography', name: 'character.typography', characters: [...'«»“”‘’…–—•·†‡§¶'] },
  { id: 'blanks', name: 'character.blanks', characters: ['\u00a0', '\u202f', '\u2011'] },
  { id: 'signs', name: 'character.signs', characters: [...'€£¥©®™°ºª№‰µ×÷±−≈≠≤≥½¼¾²³'] },
  { id: 'arrows', name: 'character.arrows', characters: [...'←→↑↓↔⇒☐☑☒✓✗★'] },
];

/** What cannot be seen is named. */
const NAMES: Readonly<Record<string, MessageKey>> = {
  '\u00a0': 'character.nbsp',
  '\u202f': 'character.nnbsp',
  '\u2011': 'character.hyphen',
};

/** Inserts at the caret; it stays open, so that several may be inserted. */
export function CharacterDialog({ editor, onClose }: { editor: Editor; onClose: () => void }) {
  const t = useT();
  const [last, setLast] = useState('');
  const close = (): void => {
    onClose();
    requestAnimationFrame(() => editor.commands.focus());
  };
  const insert = (character: string): void => {
    editor.commands.insertContent({ type: 'text', text: character });
    setLast(character);
  };
  return (
    <Dialog isOpen title={t('character.title')} onClose={close}>
      <div className="mq-characters">
        {GROUPS.map(({ id, name, characters }) => (
          <section key={id} aria-labelledby={`characters-${id}`}>
            <h3 id={`characters-${id}`}>{t(name)}</h3>
            <div className="row">
              {characters.map((character) => {
                const named = NAMES[character];
                return (
                  <button
                    key={character}
                    type="button"
                    className={named === undefined ? 'one' : 'named'}
                    onClick={() => insert(character)}
                  >
                    {named === undefined ? character : t(named)}
                  </button>
                );
              })}
            </div>
          </section>
        ))}
      </div>
      <p className="mq-hint" role="status">
        {last !== '' && t('character.inserted', { character: last })}
      </p>
    </Dialog>
  );
}
