import type { Agent } from './app.ts';

interface Added {
  id: string;
  name: string;
  about: string;
  isPicture: boolean;
  markdown: string;
}

/** Sends files as a page's script does. */
export async function upload(agent: Agent, files: Record<string, Buffer>) {
  const request = agent.post('/attachments').set('Accept', 'application/json');
  for (const [name, content] of Object.entries(files)) request.attach('files', content, name);
  const { status, body } = await request;
  return { status, ...(body as { added: Added[]; problems: string[] }) };
}

/** One that is expected to be kept. */
export async function uploadOne(agent: Agent, name: string, content: Buffer): Promise<Added> {
  const { added, problems } = await upload(agent, { [name]: content });
  if (!added[0]) throw new Error(problems.join('\n'));
  return added[0];
}
