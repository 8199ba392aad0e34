import { Check, X } from 'lucide-react';
import { useState } from 'react';
import type { PendingChange } from '@maroquin/prose';
import { useT } from '../../../i18n/index.js';
import { Menu, type MenuAction } from '../../../ui/index.js';
import type { DocumentSuggestions, Verdict } from './document-suggestions.js';
import { RemovesDialog } from './removes-dialog.js';
import { useNameOf } from './use-names.js';
import { useSettle } from './use-settle.js';

interface SettleMenuProps {
  suggestions: DocumentSuggestions;
  /** Those that the panel shows. */
  changes: readonly PendingChange[];
}

/** Accepts or rejects everything that is shown, or everything by one author. */
export function SettleMenu({ suggestions, changes }: SettleMenuProps) {
  const t = useT();
  const nameOf = useNameOf(suggestions);
  const { settle } = useSettle(suggestions);
  const [asked, setAsked] = useState<readonly PendingChange[] | null>(null);
  const run = (meant: readonly PendingChange[], verdict: Verdict): void => {
    if (verdict === 'accept' && meant.some(({ removesOf }) => removesOf.length > 0)) setAsked(meant);
    else settle(meant, verdict);
  };
  const authors = [...new Set(changes.map(({ author }) => author))];
  const items: MenuAction[] = [
    {
      ...{ id: 'accept', icon: Check, label: t('suggestion.acceptAll') },
      onAction: () => run(changes, 'accept'),
    },
    { id: 'reject', icon: X, label: t('suggestion.rejectAll'), onAction: () => run(changes, 'reject') },
    ...(authors.length < 2 ? [] : authors).flatMap((author, index): MenuAction[] => {
      const by = changes.filter((change) => change.author === author);
      const name = nameOf(author);
      return [
        {
          ...{ id: `accept ${author}`, icon: Check, label: t('suggestion.acceptAllOf', { name }) },
          ...{ separated: index === 0, onAction: () => run(by, 'accept') },
        },
        {
          ...{ id: `reject ${author}`, icon: X, label: t('suggestion.rejectAllOf', { name }) },
          onAction: () => run(by, 'reject'),
        },
      ];
    }),
  ];
  return (
    <>
      <Menu label={t('suggestion.all')} size="s" placement="bottom end" items={items} />
      {asked !== null && (
        <RemovesDialog
          names={[...new Set(asked.flatMap(({ removesOf }) => removesOf))].map(nameOf)}
          onConfirm={() => {
            settle(asked, 'accept');
            setAsked(null);
          }}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}
