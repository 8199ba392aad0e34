export { type HashingTurn, PasswordHasher } from './password-hasher.js';
