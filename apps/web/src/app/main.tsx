import { createRoot } from 'react-dom/client';
import '../styles/all.css';
import { startWorker } from '../api/index.js';
import { App } from './app.js';
import { router } from './router.js';
import { applyTheme, storedTheme } from '../ui/index.js';

applyTheme(storedTheme());
const root = document.getElementById('root');
if (root) createRoot(root).render(<App />);
startWorker((path) => void router.navigate(path));
