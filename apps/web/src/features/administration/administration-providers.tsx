import { useT } from '../../i18n/index.js';
import { Button, ErrorNote, useAttempt } from '../../ui/index.js';
import { leaveForProvider, useSignInProviders } from './administration-api.js';

/** The providers that open administration; nothing while there are none. */
export function AdministrationProviders({ token }: { token?: string }) {
  const t = useT();
  const items = useSignInProviders().data?.items ?? [];
  const { busy, error, attempt } = useAttempt();
  return (
    <>
      {error !== null && <ErrorNote error={error} />}
      {items.map(({ id, name }) => (
        <Button
          key={id}
          size="l"
          full
          isPending={busy}
          onPress={() => void attempt(() => leaveForProvider(id, token))}
        >
          {t('federation.with', { name })}
        </Button>
      ))}
    </>
  );
}
