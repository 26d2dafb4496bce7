export const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf("/")));

export const below = (folder: string, path: string): boolean => folder === "" || path.startsWith(`${folder}/`);
