import type { PendingChange } from '@maroquin/prose';
import { useT } from '../../../i18n/index.js';
import { toast } from '../../../ui/index.js';
import type { DocumentSuggestions, Verdict } from './document-suggestions.js';

/** Accepts or rejects, says so, and leads on to the next suggestion. */
export const useSettle = (
  suggestions: DocumentSuggestions,
): { settle: (changes: readonly PendingChange[], verdict: Verdict, isWithdrawal?: boolean) => void } => {
  const t = useT();
  return {
    settle: (changes, verdict, isWithdrawal = false) => {
      const { text } = suggestions;
      if (text === null || changes.length === 0) return;
      const next = nextAfter(suggestions.changes.get(), changes);
      text.resolve(changes, verdict);
      const said = isWithdrawal
        ? t('suggestion.withdrawn')
        : t(verdict === 'accept' ? 'suggestion.accepted' : 'suggestion.rejected', { count: changes.length });
      toast({ text: said });
      suggestions.active.set(next?.key ?? null);
      requestAnimationFrame(() => focusCard(next));
    },
  };
};

/** The first one behind those that are settled, else the last before them. */
function nextAfter(all: readonly PendingChange[], settled: readonly PendingChange[]): PendingChange | null {
  const gone = new Set(settled.map(({ key }) => key));
  const at = all.findIndex(({ key }) => gone.has(key));
  const behind = all.slice(at + 1).find(({ key }) => !gone.has(key));
  return behind ?? all.slice(0, Math.max(0, at)).findLast(({ key }) => !gone.has(key)) ?? null;
}

function focusCard(change: PendingChange | null): void {
  const card =
    change === null
      ? document.querySelector<HTMLElement>('aside[data-region="panel"]')
      : document.querySelector<HTMLElement>(`[data-suggestion="${CSS.escape(change.key)}"]`);
  card?.focus();
}
