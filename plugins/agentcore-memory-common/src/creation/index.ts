export { newKeyPolicy, type KeyPolicyDocument } from './newKeyPolicy';
