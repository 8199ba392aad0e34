import { SmilePlus } from 'lucide-react';
import type { MessageView } from '@maroquin/contracts';
import { ToggleButton, TooltipTrigger } from 'react-aria-components';
import { useT } from '../../../i18n/index.js';
import { IconButton, personName, Tip } from '../../../ui/index.js';
import { useMessageActs } from './message-acts.js';
import { Sign, SignPicker } from './sign-picker.js';
import { signName } from './signs.js';

/** Who reacted how; pressing one adds mine, or takes it back. */
export function Reactions({ message }: { message: MessageView }) {
  const t = useT();
  const acts = useMessageActs();
  const { reactions = [] } = message;
  if (reactions.length === 0) return null;
  const { canPost } = acts.channel;
  return (
    <div className="mq-dis-reacts" role="group" aria-label={t('message.reactions')}>
      {reactions.map(({ sign, count, people }) => {
        const mine = acts.reacted(message, sign);
        const others = people.filter(({ id }) => id !== acts.myId).map((person) => personName(t, person));
        const names = [...(mine ? [t('message.me')] : []), ...others.slice(0, 10)];
        const more = count - names.length;
        const who = new Intl.ListFormat(t.locale).format([
          ...names,
          ...(more > 0 ? [t('message.moreReactions', { count: more })] : []),
        ]);
        return (
          <TooltipTrigger key={sign} delay={300} closeDelay={100}>
            <ToggleButton
              className="mq-dis-react"
              isSelected={mine}
              isDisabled={!canPost}
              aria-label={t('message.reaction', { name: signName(sign, t.locale), count, who })}
              onPress={() => acts.react(message, sign)}
            >
              <Sign of={sign} />
              <span>{count}</span>
            </ToggleButton>
            <Tip>
              {signName(sign, t.locale)} : {who}
            </Tip>
          </TooltipTrigger>
        );
      })}
      {canPost && (
        <SignPicker
          label={t('message.react')}
          trigger={<IconButton icon={SmilePlus} label={t('message.react')} size="s" />}
          onPick={(sign) => acts.react(message, sign)}
        />
      )}
    </div>
  );
}
