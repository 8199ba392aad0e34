import { Copy, Download } from 'lucide-react';
import { useState } from 'react';
import { useT } from '../../../i18n/index.js';
import { announce, Button, Dialog } from '../../../ui/index.js';

/** Shows them, this once. */
export function RecoveryCodesDialog({ codes, onClose }: { codes: readonly string[]; onClose: () => void }) {
  const t = useT();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(codes.join('\n'));
    setCopied(true);
    announce(t('security.codesCopied'));
  };
  const save = () => {
    const href = URL.createObjectURL(new Blob([`${codes.join('\n')}\n`], { type: 'text/plain' }));
    Object.assign(document.createElement('a'), { href, download: t('security.codesFile') }).click();
    URL.revokeObjectURL(href);
  };
  return (
    <Dialog
      isOpen
      guarded
      onClose={onClose}
      title={t('security.codesTitle')}
      footer={
        <Button variant="primary" onPress={onClose}>
          {t('security.codesDone')}
        </Button>
      }
    >
      <p>{t('security.codesKeep')}</p>
      <ol className="mq-codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <div className="mq-row mq-wrap">
        <Button icon={Copy} autoFocus onPress={() => void copy()}>
          {t('security.codesCopy')}
        </Button>
        <Button icon={Download} onPress={save}>
          {t('security.codesSave')}
        </Button>
        {copied && <span className="mq-small mq-sec">{t('security.codesCopied')}</span>}
      </div>
    </Dialog>
  );
}
