import { Store } from '../../../ui/index.js';

/** True once something was uploaded since the page opened: only then the shell loads the tray and its library. */
export const trayIsOn = new Store(false);
