import { Globe, Lock } from 'lucide-react';
import type { ChannelView } from '@maroquin/contracts';
import { useT } from '../../../i18n/index.js';
import { Button, Icon, reportFailure, toast } from '../../../ui/index.js';
import { useSetInternal } from './channels-api.js';

/** Above the field: says whether people from outside read the discussion, and lets its managers change that. */
export function Outsiders({ channel }: { channel: ChannelView }) {
  const t = useT();
  const { mutate, isPending } = useSetInternal(channel);
  const set = (internal: boolean): void =>
    mutate(internal, {
      onSuccess: () =>
        toast({
          text: t(internal ? 'conversation.closedAgain' : 'conversation.opened'),
          undo: () => set(!internal),
        }),
      onError: reportFailure,
    });
  const isBeside = channel.documentId !== null;
  if (!channel.readOutside && !(isBeside && channel.canOpen)) return null;
  const opened = channel.readOutside ? 'conversation.readOutside' : 'conversation.isOpen';
  const hint = channel.internal ? 'conversation.openHint' : opened;
  return (
    <div className="mq-dis-outsiders">
      <p>
        <Icon of={channel.internal ? Lock : Globe} size="s" />
        {t(hint)}
      </p>
      {isBeside && channel.canOpen && (
        <Button size="s" isDisabled={isPending} onPress={() => set(!channel.internal)}>
          {t(channel.internal ? 'conversation.open' : 'conversation.close')}
        </Button>
      )}
    </div>
  );
}
