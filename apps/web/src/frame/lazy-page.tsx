import { type ComponentType, Suspense } from 'react';
import { serviceState } from '../api/index.js';
import { useT } from '../i18n/index.js';
import { Button, EmptyState } from '../ui/index.js';
import { lazyView } from './lazy-view.js';
import { DrawerButton, PageTitle } from './page.js';

interface Page {
  readonly Component: ComponentType;
}

/**
 * A route whose code comes when it is first opened. The router keeps a failure for good, so a page whose code did not come
 * is one that waits for it: not by a reload, since uploads and messages may be waiting for the service too.
 */
export const lazyPage = (load: () => Promise<Page>) => (): Promise<Page> =>
  load().catch(() => {
    const Late = lazyView(async () => (await load()).Component);
    return {
      Component: () => (
        <Suspense fallback={<WaitingPage />}>
          <Late />
        </Suspense>
      ),
    };
  });

function WaitingPage() {
  const t = useT();
  return (
    <>
      <PageTitle>{t('app.waitingPage')}</PageTitle>
      <div className="mq-head">
        <DrawerButton />
      </div>
      <EmptyState
        level="h1"
        title={t('app.waitingPage')}
        actions={
          <Button variant="primary" onPress={() => void serviceState.probe()}>
            {t('app.tryNow')}
          </Button>
        }
      >
        {t('app.waitingPageHelp')}
      </EmptyState>
    </>
  );
}
