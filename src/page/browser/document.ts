export {};

// An address that names a stretch, and says nothing else: the server marks it where the query names it too.
const name = location.hash.slice(1);
if (/^\d+-\d+$/u.test(name) && document.getElementById(name) === null) {
  const url = new URL(location.href);
  if (url.searchParams.get('q') !== name) {
    url.search = '';
    url.searchParams.set('q', name);
    location.replace(url);
  }
}
