<?php
// Sets up an empty blog as its installer would, with addresses that people can read.
define('WP_INSTALLING', true);
$_SERVER['HTTP_HOST'] = 'localhost';
require $argv[1] . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
wp_install('Bench', 'admin', 'admin@example.org', true, '', wp_generate_password());
$wp_rewrite->set_permalink_structure('/%year%/%monthnum%/%day%/%postname%/');
// The first visit makes the rules of all addresses; here those of categories are not yet known.
delete_option('rewrite_rules');
