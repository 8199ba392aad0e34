import type { MessageView } from '@maroquin/contracts';

/** What one person asks for. */
export type Act =
  | { readonly kind: 'send'; readonly text: string; readonly quote?: number }
  | { readonly kind: 'edit'; readonly seq: number; readonly text: string }
  | { readonly kind: 'delete'; readonly seq: number }
  | { readonly kind: 'react'; readonly seq: number; readonly sign: '👍' | '🎉'; readonly on: boolean }
  | { readonly kind: 'pin'; readonly seq: number; readonly on: boolean }
  | { readonly kind: 'reply'; readonly seq: number };

interface PlainMessage {
  readonly author: string;
  readonly quote: number | null;
  text: string;
  isEdited: boolean;
  isDeleted: boolean;
  pinnedBy: string | null;
  replies: number;
  readonly reactions: Map<string, string[]>;
}

/** A conversation as somebody would describe it who has never heard of feeds, versions or states. */
export class PlainModel {
  private readonly messages: PlainMessage[] = [];

  constructor(private readonly manager: string) {}

  act(by: string, act: Act): void {
    if (act.kind === 'send') {
      this.messages.push({
        ...{ author: by, text: act.text, quote: act.quote ?? null, isEdited: false, isDeleted: false },
        ...{ pinnedBy: null, replies: 0, reactions: new Map() },
      });
      return;
    }
    const message = this.messages[act.seq - 1];
    if (message === undefined) return;
    // Replies go on below a message that is gone.
    if (act.kind === 'reply') message.replies += 1;
    else if (!message.isDeleted) change(message, by, act, by === this.manager);
  }

  /** What of these messages is not as it should be; null: nothing. */
  differenceFrom(shown: readonly MessageView[]): string | null {
    if (shown.length !== this.messages.length)
      return `${String(shown.length)} messages of ${String(this.messages.length)}`;
    for (const [index, view] of shown.entries()) {
      const [told, right] = [described(view), this.messages[index]];
      const wanted = right === undefined ? '' : describedPlain(index + 1, right);
      if (told !== wanted) return `${told} instead of ${wanted}`;
    }
    return null;
  }
}

function change(
  message: PlainMessage,
  by: string,
  act: Exclude<Act, { kind: 'send' | 'reply' }>,
  manages: boolean,
): void {
  if (act.kind === 'edit' && message.author === by && message.text !== act.text) {
    message.text = act.text;
    message.isEdited = true;
  }
  if (act.kind === 'delete' && (message.author === by || manages)) {
    message.isDeleted = true;
    message.pinnedBy = null;
    message.reactions.clear();
  }
  if (act.kind === 'pin') message.pinnedBy = act.on ? (message.pinnedBy ?? by) : null;
  if (act.kind === 'react') {
    const others = (message.reactions.get(act.sign) ?? []).filter((person) => person !== by);
    message.reactions.set(act.sign, act.on ? [...others, by] : others);
  }
}

const reactionsOf = (reactions: readonly (readonly [string, readonly string[]])[]): string =>
  reactions
    .filter(([, people]) => people.length > 0)
    .map(([sign, people]) => `${sign}${[...people].sort().join('')}`)
    .sort()
    .join(' ');

function describedPlain(seq: number, message: PlainMessage): string {
  const { author, quote, text, isEdited, isDeleted, pinnedBy, replies, reactions } = message;
  return JSON.stringify({
    ...{ seq, author, quote: isDeleted ? null : quote, text: isDeleted ? '' : text },
    ...{ isEdited: isEdited && !isDeleted, isDeleted, pinnedBy, replies },
    reactions: reactionsOf([...reactions]),
  });
}

function described({
  seq,
  author,
  quote,
  text,
  editedAt,
  deleted,
  pinned,
  thread,
  reactions,
}: MessageView): string {
  return JSON.stringify({
    ...{ seq, author: author?.id ?? '', quote: deleted === undefined ? (quote ?? null) : null, text },
    ...{ isEdited: editedAt !== undefined, isDeleted: deleted !== undefined },
    ...{ pinnedBy: pinned?.by?.id ?? null, replies: thread?.replies ?? 0 },
    reactions: reactionsOf(
      (reactions ?? []).map((one) => [one.sign, [...one.people.map(({ id }) => id), ...(one.others ?? [])]]),
    ),
  });
}
