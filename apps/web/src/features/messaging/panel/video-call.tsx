import { Video } from 'lucide-react';
import { newKey, request, useMe } from '../../../api/index.js';
import { useT } from '../../../i18n/index.js';
import { IconButton, reportFailure } from '../../../ui/index.js';

/** Nobody guesses the name of a room: 128 bits, in letters and digits. */
const newRoom = (): string => newKey().replaceAll('-', '');

/** Opens a call where this instance has them, and writes its address in the conversation. */
export function VideoCall({ channelId }: { channelId: string }) {
  const t = useT();
  const { videoCallUrl } = useMe();
  if (videoCallUrl === null) return null;
  const start = (): void => {
    const address = videoCallUrl.replace('{room}', newRoom());
    // At once: a window that opens after an answer is one that browsers hold back.
    window.open(address, '_blank', 'noopener');
    request('POST', `/channels/${channelId}/messages`, {
      body: { clientId: newKey(), text: t('call.message', { address }) },
    }).catch(reportFailure);
  };
  return <IconButton icon={Video} label={t('call.start')} onPress={start} />;
}
