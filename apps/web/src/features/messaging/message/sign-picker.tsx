import { REACTION_EMOJI, REACTION_WORDS, type ReactionSign } from '@maroquin/contracts';
import { useState } from 'react';
import { Dialog, DialogTrigger, ListBox, ListBoxItem, Popover } from 'react-aria-components';
import type { ReactElement } from 'react';
import { useT } from '../../../i18n/index.js';
import { Icon } from '../../../ui/index.js';
import { signIcons, signName } from './signs.js';

/** Our own signs, then emoji as the system draws them: nothing is asked of anybody else. */
export function SignPicker({
  trigger,
  label,
  words = true,
  onPick,
  onOpenChange,
}: {
  trigger: ReactElement;
  label: string;
  /** Whether the signs of the house are offered; in a text there are emoji only. */
  words?: boolean;
  onPick: (sign: ReactionSign) => void;
  onOpenChange?: (isOpen: boolean) => void;
}) {
  const [isOpen, setOpen] = useState(false);
  const change = (open: boolean): void => {
    setOpen(open);
    onOpenChange?.(open);
  };
  const pick = (sign: ReactionSign): void => {
    change(false);
    onPick(sign);
  };
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={change}>
      {trigger}
      <Popover className="mq-pop" placement="top end" offset={4}>
        <Dialog className="mq-signs" aria-label={label}>
          {words && <Signs signs={REACTION_WORDS} label={label} isFirst onPick={pick} />}
          <Signs signs={REACTION_EMOJI} label={label} isFirst={!words} onPick={pick} />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

function Signs({
  signs,
  label,
  isFirst,
  onPick,
}: {
  signs: readonly ReactionSign[];
  label: string;
  /** It takes the focus. */
  isFirst: boolean;
  onPick: (sign: ReactionSign) => void;
}) {
  const { locale } = useT();
  const isWords = signs[0] !== undefined && signIcons[signs[0]] !== undefined;
  return (
    <ListBox
      className={isWords ? 'words' : 'emoji'}
      aria-label={label}
      autoFocus={isFirst && 'first'}
      layout="grid"
      items={signs.map((id) => ({ id }))}
      onAction={(key) => {
        const sign = signs.find((one) => one === key);
        if (sign !== undefined) onPick(sign);
      }}
    >
      {({ id }) => (
        <ListBoxItem id={id} textValue={signName(id, locale)} aria-label={signName(id, locale)}>
          <span title={signName(id, locale)}>
            <Sign of={id} />
            {isWords && ` ${signName(id, locale)}`}
          </span>
        </ListBoxItem>
      )}
    </ListBox>
  );
}

export function Sign({ of }: { of: ReactionSign }) {
  const icon = signIcons[of];
  return icon === undefined ? <span className="mq-emoji">{of}</span> : <Icon of={icon} size="s" />;
}
