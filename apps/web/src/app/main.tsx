import { createRoot } from 'react-dom/client';
import '../styles/all.css';
import { App } from './app.js';
import { applyTheme, storedTheme } from '../ui/index.js';

applyTheme(storedTheme());
const root = document.getElementById('root');
if (root) createRoot(root).render(<App />);
