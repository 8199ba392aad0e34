import { Copy } from 'lucide-react';
import { useState } from 'react';
import { useT } from '../../../i18n/index.js';
import { announce, Button, Note, TextField } from '../../../ui/index.js';

/** An address that is shown this once, to be handed over: the server does not know it any more. */
export function OnceShown({ link, text, onDone }: { link: string; text: string; onDone: () => void }) {
  const t = useT();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(link);
    setCopied(true);
    announce(t('links.copied'));
  };
  return (
    <Note
      tone="ok"
      actions={
        <>
          <Button size="s" variant="primary" icon={Copy} autoFocus onPress={() => void copy()}>
            {t('links.copy')}
          </Button>
          <Button size="s" onPress={onDone}>
            {t('share.done')}
          </Button>
          {copied && <span className="mq-small">{t('links.copied')}</span>}
        </>
      }
    >
      <TextField label={text} value={link} isReadOnly hint={t('links.once')} />
    </Note>
  );
}
