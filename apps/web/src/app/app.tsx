import { QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { RouterProvider } from 'react-router';
import { queryClient, useMaybeMe } from '../api/index.js';
import { LocaleProvider } from '../i18n/index.js';
import { catalogue } from './catalogue.js';
import { router } from './router.js';

export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <Localised>
        <RouterProvider router={router} />
      </Localised>
    </QueryClientProvider>
  );
}

/** Dates are in the time zone of the person, once it is known who that is. */
function Localised({ children }: { children: ReactNode }) {
  const me = useMaybeMe(false).data;
  return (
    <LocaleProvider catalogue={catalogue} timeZone={me?.timeZone}>
      {children}
    </LocaleProvider>
  );
}
