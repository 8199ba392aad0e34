import { useState } from 'react';
import { useT } from '../i18n/index.js';
import { Button, ErrorNote } from '../ui/index.js';
import { leaveForProvider, useSignInProviders } from './administration-api.js';

/** The providers that open administration; nothing while there are none. */
export function AdministrationProviders({ token }: { token?: string }) {
  const t = useT();
  const items = useSignInProviders().data?.items ?? [];
  const [state, setState] = useState<{ busy: boolean; error: unknown }>({ busy: false, error: null });
  const leave = async (id: string) => {
    setState({ busy: true, error: null });
    try {
      await leaveForProvider(id, token);
    } catch (error) {
      setState({ busy: false, error });
    }
  };
  return (
    <>
      {state.error !== null && <ErrorNote error={state.error} />}
      {items.map(({ id, name }) => (
        <Button key={id} size="l" full isPending={state.busy} onPress={() => void leave(id)}>
          {t('federation.with', { name })}
        </Button>
      ))}
    </>
  );
}
