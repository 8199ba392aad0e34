import { Copy, KeyRound } from 'lucide-react';
import { useT } from '../../../i18n/index.js';
import { announce, Button, TextField, toast } from '../../../ui/index.js';

const SYSTEMS = ['windows', 'macos', 'linux'] as const;

/** How to open one's files from the file manager of one's machine. */
export function MountSection({ onCreate }: { onCreate: () => void }) {
  const t = useT();
  const address = `${location.origin}/dav/`;
  const copy = async () => {
    await navigator.clipboard.writeText(address);
    announce(t('tokens.mountCopied'));
    toast({ text: t('tokens.mountCopied') });
  };
  return (
    <section aria-labelledby="mount">
      <h2 id="mount">{t('tokens.mount')}</h2>
      <p className="mq-sec">{t('tokens.mountText')}</p>
      <div className="mq-field-row mq-wrap">
        <TextField label={t('tokens.mountAddress')} value={address} isReadOnly />
        <Button icon={Copy} onPress={() => void copy()}>
          {t('tokens.mountCopy')}
        </Button>
      </div>
      <dl className="mq-stack">
        {SYSTEMS.map((system) => (
          <div key={system}>
            <dt className="mq-lbl">{t(`tokens.mount.${system}`)}</dt>
            <dd className="mq-sec">{t(`tokens.mount.${system}.how`)}</dd>
          </div>
        ))}
      </dl>
      <p className="mq-small mq-sec">{t('tokens.mountCopies')}</p>
      <Button icon={KeyRound} onPress={onCreate}>
        {t('tokens.mountCreate')}
      </Button>
    </section>
  );
}
