<?php
// A blog for a measurement: nothing runs in the background, and nothing calls other machines.
define('DB_NAME', 'wordpress');
define('DB_USER', 'root');
define('DB_PASSWORD', '');
define('DB_HOST', 'localhost:$socket');
define('DB_CHARSET', 'utf8mb4');
define('DB_COLLATE', '');
define('WP_HOME', 'http://$host');
define('WP_SITEURL', 'http://$host');
define('DISABLE_WP_CRON', true);
define('WP_HTTP_BLOCK_EXTERNAL', true);
define('AUTOMATIC_UPDATER_DISABLED', true);
define('AUTH_KEY', 'of a blog');
define('SECURE_AUTH_KEY', 'that only');
define('LOGGED_IN_KEY', 'loopback');
define('NONCE_KEY', 'can reach');
define('AUTH_SALT', 'and that');
define('SECURE_AUTH_SALT', 'holds nothing');
define('LOGGED_IN_SALT', 'but words');
define('NONCE_SALT', 'made up');
$$table_prefix = 'wp_';
if (!defined('ABSPATH')) {
    define('ABSPATH', __DIR__ . '/');
}
require_once ABSPATH . 'wp-settings.php';
