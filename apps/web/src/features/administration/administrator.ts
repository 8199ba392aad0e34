import type { AdministratorMe } from '@maroquin/contracts';
import { createContext, use } from 'react';

export const AdministratorContext = createContext<AdministratorMe | null>(null);

/** Who is signed in; only inside the shell, which waits for it. */
export function useAdministrator(): AdministratorMe {
  const me = use(AdministratorContext);
  if (me === null) throw new Error('AdministrationShell is missing');
  return me;
}
