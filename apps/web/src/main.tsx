import { createRoot } from 'react-dom/client';
import './styles/all.css';
import { App } from './app/app.js';
import { applyTheme, storedTheme } from './app/theme.js';

applyTheme(storedTheme());
const root = document.getElementById('root');
if (root) createRoot(root).render(<App />);
