"""From words and conf/ to checked settings. The only importer of hydra."""
