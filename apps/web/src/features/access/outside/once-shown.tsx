import { Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useT } from '../../../i18n/index.js';
import { announce, Button, Note, TextField } from '../../../ui/index.js';

interface OnceShownProps {
  link: string;
  text: string;
  /** Whether and where it can be seen again. */
  hint: string;
  onDone: () => void;
}
/** Says to whoever stands around that an address is shown here, as long as it is. */
export function useShownAddress(isShown: boolean, onAddress: (isShown: boolean) => void): void {
  useEffect(() => {
    onAddress(isShown);
    return () => onAddress(false);
  }, [isShown, onAddress]);
}

/** An address to be handed over. */
export function OnceShown({ link, text, hint, onDone }: OnceShownProps) {
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
      <TextField label={text} value={link} isReadOnly hint={hint} />
    </Note>
  );
}
